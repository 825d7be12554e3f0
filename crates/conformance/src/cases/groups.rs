//! Groups and memberships (RFC 7643 §4.2).

use serde_json::{Value, json};

use crate::answer::{Answer, at};
use crate::case::{Case, Verdict, must, should};
use crate::need::Need;
use crate::probe::{Made, Probe, merged};
use crate::section;

const GROUPS: &[Need] = &[Need::Groups];

pub(super) const CASES: &[Case] = &[
    must("groups/create", section::GROUP, "a group is created with its members", |p| {
        Box::pin(groups_create(p))
    })
    .needs(GROUPS),
    must("groups/empty", section::GROUP, "a group may have no members", |p| Box::pin(empty(p)))
        .needs(GROUPS),
    // T29
    must(
        "groups/display-name",
        section::GROUP,
        "a group without displayName is refused with 400",
        |p| Box::pin(display_name(p)),
    )
    .needs(GROUPS),
    should(
        "groups/member-reference",
        section::GROUP,
        "a member has the URL of the user in $ref",
        |p| Box::pin(member_reference(p)),
    )
    .needs(GROUPS),
    // T28
    must("groups/of-user", section::USER, "groups of a user holds the groups it is in", |p| {
        Box::pin(of_user(p))
    })
    .needs(GROUPS),
    must("groups/of-user-read-only", section::USER, "groups of a user can't be put", |p| {
        Box::pin(of_user_read_only(p))
    })
    .needs(GROUPS),
    must("groups/put", section::REPLACE, "PUT of a group replaces its members", |p| {
        Box::pin(put(p))
    })
    .needs(GROUPS),
    should(
        "groups/twice-once",
        section::MULTI_VALUED,
        "a member sent twice is a member once",
        |p| Box::pin(twice_once(p)),
    )
    .needs(GROUPS),
    // T13
    must("groups/external-id", section::COMMON, "a group keeps its externalId", |p| {
        Box::pin(external_id(p))
    })
    .needs(GROUPS),
    // T109
    should("groups/user-deleted", section::DELETE, "a deleted user is in no group", |p| {
        Box::pin(user_deleted(p))
    })
    .needs(GROUPS),
    must(
        "groups/deleted",
        section::DELETE,
        "a deleted group is 404, and its members are not in it",
        |p| Box::pin(deleted(p)),
    )
    .needs(GROUPS),
    // T77
    must("groups/without-members", section::PROJECTION, "members can be excluded", |p| {
        Box::pin(without_members(p))
    })
    .needs(GROUPS),
    must("groups/find", section::FILTER, "a group is found by its displayName", |p| {
        Box::pin(find(p))
    })
    .needs(&[Need::Groups, Need::Filter]),
    must("groups/find-by-member", section::FILTER, "groups are found by a member", |p| {
        Box::pin(find_by_member(p))
    })
    .needs(&[Need::Groups, Need::Filter]),
];

/// Insists that the members are these, in any order.
pub(super) fn members(answer: &Answer, expected: &[&Made]) -> Verdict {
    let mut found: Vec<&str> =
        answer.elements("/members").iter().filter_map(|one| at(one, "/value").as_str()).collect();
    let mut ids: Vec<&str> = expected.iter().map(|made| made.id.as_str()).collect();
    found.sort_unstable();
    ids.sort_unstable();
    answer.must(found == ids, format!("the members are {found:?}; expected {ids:?}"))?;
    Ok(())
}

async fn groups_create(p: &mut Probe) -> Verdict {
    let (ada, bob) = (p.user().await?, p.user().await?);
    let team = p.group(&[&ada, &bob]).await?;
    team.answer
        .has("/meta/resourceType", "Group")?
        .has("/displayName", at(&team.sent, "/displayName").clone())?;
    members(&p.read(&team).await?, &[&ada, &bob])
}

async fn empty(p: &mut Probe) -> Verdict {
    let team = p.group(&[]).await?;
    p.read(&team).await?.lacks("/members")?;
    Ok(())
}

async fn display_name(p: &mut Probe) -> Verdict {
    let body = merged(p.group_body(&[]), &json!({"displayName": null}));
    p.post("/Groups", &body).await?.refused(&[400])?;
    Ok(())
}

async fn member_reference(p: &mut Probe) -> Verdict {
    let ada = p.user().await?;
    let team = p.group(&[&ada]).await?;
    let read = p.read(&team).await?;
    let reference = read.string("/members/0/$ref")?;
    read.must(reference.ends_with(&format!("Users/{}", ada.id)), format!("$ref is `{reference}`"))?;
    Ok(())
}

async fn of_user(p: &mut Probe) -> Verdict {
    let ada = p.user().await?;
    let team = p.group(&[&ada]).await?;
    let read = p.read(&ada).await?;
    read.has("/groups/0/value", team.id.as_str())?
        .must(read.elements("/groups").len() == 1, "there should be one group")?;
    Ok(())
}

async fn of_user_read_only(p: &mut Probe) -> Verdict {
    let (ada, team) = (p.user().await?, p.group(&[]).await?);
    let body = merged(ada.sent.clone(), &json!({"groups": [{"value": team.id}]}));
    p.put(&ada.path, &body).await?.is(&[200])?;
    p.read(&ada).await?.lacks("/groups")?;
    members(&p.read(&team).await?, &[])
}

async fn put(p: &mut Probe) -> Verdict {
    let (ada, bob) = (p.user().await?, p.user().await?);
    let team = p.group(&[&ada]).await?;
    let body = merged(team.sent.clone(), &json!({"members": [{"value": bob.id}]}));
    p.put(&team.path, &body).await?.is(&[200])?;
    members(&p.read(&team).await?, &[&bob])?;
    p.read(&ada).await?.lacks("/groups")?;
    Ok(())
}

async fn twice_once(p: &mut Probe) -> Verdict {
    let ada = p.user().await?;
    let team = p.group(&[&ada, &ada]).await?;
    members(&p.read(&team).await?, &[&ada])
}

async fn external_id(p: &mut Probe) -> Verdict {
    let name = p.names.fresh();
    let body = merged(p.group_body(&[]), &json!({"externalId": name}));
    let team = p.create("/Groups", &body).await?;
    p.read(&team).await?.has("/externalId", name)?;
    Ok(())
}

async fn user_deleted(p: &mut Probe) -> Verdict {
    let (ada, bob) = (p.user().await?, p.user().await?);
    let team = p.group(&[&ada, &bob]).await?;
    p.delete(&ada.path).await?.is(&[204])?;
    members(&p.read(&team).await?, &[&bob])
}

async fn deleted(p: &mut Probe) -> Verdict {
    let ada = p.user().await?;
    let team = p.group(&[&ada]).await?;
    p.delete(&team.path).await?.is(&[204])?;
    p.get(&team.path).await?.refused(&[404])?;
    p.read(&ada).await?.lacks("/groups")?;
    Ok(())
}

async fn without_members(p: &mut Probe) -> Verdict {
    let ada = p.user().await?;
    let team = p.group(&[&ada]).await?;
    let answer = p.get(&team.with("excludedAttributes=members")).await?;
    answer.is(&[200])?.has("/displayName", at(&team.sent, "/displayName").clone())?;
    answer.must(answer.at("/members") == &Value::Null, "members is there")?;
    Ok(())
}

async fn find(p: &mut Probe) -> Verdict {
    let team = p.group(&[]).await?;
    let answer =
        p.filter("/Groups", &format!("displayName eq {}", at(&team.sent, "/displayName"))).await?;
    answer.is(&[200])?.has("/totalResults", 1)?.has("/Resources/0/id", team.id)?;
    Ok(())
}

async fn find_by_member(p: &mut Probe) -> Verdict {
    let (ada, bob) = (p.user().await?, p.user().await?);
    let team = p.group(&[&ada]).await?;
    let other = p.group(&[&bob]).await?;
    for filter in
        [format!("members.value eq \"{}\"", ada.id), format!("members[value eq \"{}\"]", ada.id)]
    {
        let answer = p.filter("/Groups", &filter).await?;
        answer.is(&[200])?.has("/totalResults", 1)?.has("/Resources/0/id", team.id.as_str())?;
    }
    let filter = format!(
        "members.value eq \"{}\" and displayName eq {}",
        ada.id,
        at(&other.sent, "/displayName")
    );
    p.filter("/Groups", &filter).await?.is(&[200])?.has("/totalResults", 0)?;
    Ok(())
}
