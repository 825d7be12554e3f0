//! Groups and memberships (RFC 7643 §4.2).

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::case::{Case, Verdict, must, should};
use crate::need::Need;
use crate::probe::{Made, merged};
use crate::section;

const GROUPS: &[Need] = &[Need::Groups];

/// Insists that the members are these, in any order.
pub(super) fn members(answer: &Answer, expected: &[&Made]) -> Verdict {
    let mut found: Vec<&str> =
        answer.elements("/members").iter().filter_map(|one| one["value"].as_str()).collect();
    let mut ids: Vec<&str> = expected.iter().map(|made| made.id.as_str()).collect();
    found.sort_unstable();
    ids.sort_unstable();
    answer.must(found == ids, format!("the members are {found:?}; expected {ids:?}"))?;
    Ok(())
}

pub(super) const CASES: &[Case] = &[
    must("groups/create", section::GROUP, "a group is created with its members", |p| {
        Box::pin(async move {
            let (ada, bob) = (p.user().await?, p.user().await?);
            let team = p.group(&[&ada, &bob]).await?;
            team.answer
                .has("/meta/resourceType", "Group")?
                .has("/displayName", team.sent["displayName"].clone())?;
            members(&p.read(&team).await?, &[&ada, &bob])
        })
    })
    .needs(GROUPS),
    must("groups/empty", section::GROUP, "a group may have no members", |p| {
        Box::pin(async move {
            let team = p.group(&[]).await?;
            p.read(&team).await?.lacks("/members")?;
            Ok(())
        })
    })
    .needs(GROUPS),
    // T29
    must(
        "groups/display-name",
        section::GROUP,
        "a group without displayName is refused with 400",
        |p| {
            Box::pin(async move {
                let body = merged(p.group_body(&[]), &json!({"displayName": null}));
                p.post("/Groups", &body).await?.refused(&[400])?;
                Ok(())
            })
        },
    )
    .needs(GROUPS),
    must(
        "groups/member-reference",
        section::GROUP,
        "a member has the URL of the user in $ref",
        |p| {
            Box::pin(async move {
                let ada = p.user().await?;
                let team = p.group(&[&ada]).await?;
                let read = p.read(&team).await?;
                let reference = read.string("/members/0/$ref")?;
                read.must(
                    reference.ends_with(&format!("Users/{}", ada.id)),
                    format!("$ref is `{reference}`"),
                )?;
                Ok(())
            })
        },
    )
    .needs(GROUPS),
    // T28
    must("groups/of-user", section::USER, "groups of a user holds the groups it is in", |p| {
        Box::pin(async move {
            let ada = p.user().await?;
            let team = p.group(&[&ada]).await?;
            let read = p.read(&ada).await?;
            read.has("/groups/0/value", team.id.as_str())?
                .must(read.elements("/groups").len() == 1, "there should be one group")?;
            Ok(())
        })
    })
    .needs(GROUPS),
    must("groups/of-user-read-only", section::USER, "groups of a user can't be put", |p| {
        Box::pin(async move {
            let (ada, team) = (p.user().await?, p.group(&[]).await?);
            let body = merged(ada.sent.clone(), &json!({"groups": [{"value": team.id}]}));
            p.put(&ada.path, &body).await?.is(&[200])?;
            p.read(&ada).await?.lacks("/groups")?;
            members(&p.read(&team).await?, &[])
        })
    })
    .needs(GROUPS),
    must("groups/put", section::REPLACE, "PUT of a group replaces its members", |p| {
        Box::pin(async move {
            let (ada, bob) = (p.user().await?, p.user().await?);
            let team = p.group(&[&ada]).await?;
            let body = merged(team.sent.clone(), &json!({"members": [{"value": bob.id}]}));
            p.put(&team.path, &body).await?.is(&[200])?;
            members(&p.read(&team).await?, &[&bob])?;
            p.read(&ada).await?.lacks("/groups")?;
            Ok(())
        })
    })
    .needs(GROUPS),
    should(
        "groups/twice-once",
        section::MULTI_VALUED,
        "a member sent twice is a member once",
        |p| {
            Box::pin(async move {
                let ada = p.user().await?;
                let team = p.group(&[&ada, &ada]).await?;
                members(&p.read(&team).await?, &[&ada])
            })
        },
    )
    .needs(GROUPS),
    // T13
    must("groups/external-id", section::COMMON, "a group keeps its externalId", |p| {
        Box::pin(async move {
            let name = p.names.fresh();
            let body = merged(p.group_body(&[]), &json!({"externalId": name}));
            let team = p.create("/Groups", &body).await?;
            p.read(&team).await?.has("/externalId", name)?;
            Ok(())
        })
    })
    .needs(GROUPS),
    // T109
    must("groups/user-deleted", section::DELETE, "a deleted user is in no group", |p| {
        Box::pin(async move {
            let (ada, bob) = (p.user().await?, p.user().await?);
            let team = p.group(&[&ada, &bob]).await?;
            p.delete(&ada.path).await?.is(&[204])?;
            members(&p.read(&team).await?, &[&bob])
        })
    })
    .needs(GROUPS),
    must(
        "groups/deleted",
        section::DELETE,
        "a deleted group is 404, and its members are not in it",
        |p| {
            Box::pin(async move {
                let ada = p.user().await?;
                let team = p.group(&[&ada]).await?;
                p.delete(&team.path).await?.is(&[204])?;
                p.get(&team.path).await?.refused(&[404])?;
                p.read(&ada).await?.lacks("/groups")?;
                Ok(())
            })
        },
    )
    .needs(GROUPS),
    // T77
    must("groups/without-members", section::PROJECTION, "members can be excluded", |p| {
        Box::pin(async move {
            let ada = p.user().await?;
            let team = p.group(&[&ada]).await?;
            let answer = p.get(&team.with("excludedAttributes=members")).await?;
            answer.is(&[200])?.has("/displayName", team.sent["displayName"].clone())?;
            answer.must(answer.at("/members") == &Value::Null, "members is there")?;
            Ok(())
        })
    })
    .needs(GROUPS),
    must("groups/find", section::FILTER, "a group is found by its displayName", |p| {
        Box::pin(async move {
            let team = p.group(&[]).await?;
            let answer = p
                .filter("/Groups", &format!("displayName eq {}", team.sent["displayName"]))
                .await?;
            answer.is(&[200])?.has("/totalResults", 1)?.has("/Resources/0/id", team.id)?;
            Ok(())
        })
    })
    .needs(&[Need::Groups, Need::Filter]),
    must("groups/find-by-member", section::FILTER, "groups are found by a member", |p| {
        Box::pin(async move {
            let (ada, bob) = (p.user().await?, p.user().await?);
            let team = p.group(&[&ada]).await?;
            let other = p.group(&[&bob]).await?;
            for filter in [
                format!("members.value eq \"{}\"", ada.id),
                format!("members[value eq \"{}\"]", ada.id),
            ] {
                let answer = p.filter("/Groups", &filter).await?;
                answer
                    .is(&[200])?
                    .has("/totalResults", 1)?
                    .has("/Resources/0/id", team.id.as_str())?;
            }
            let filter = format!(
                "members.value eq \"{}\" and displayName eq {}",
                ada.id, other.sent["displayName"]
            );
            p.filter("/Groups", &filter).await?.is(&[200])?.has("/totalResults", 0)?;
            Ok(())
        })
    })
    .needs(&[Need::Groups, Need::Filter]),
];
