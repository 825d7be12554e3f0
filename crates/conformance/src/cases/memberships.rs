//! Changing memberships with PATCH (RFC 7644 §3.5.2).

use serde_json::{Value, json};

use super::groups::members;
use crate::case::{Case, Verdict, must, should};
use crate::need::Need;
use crate::probe::{Probe, add, remove, replace};
use crate::section;

const NEEDS: &[Need] = &[Need::Groups, Need::Patch];

pub(super) const CASES: &[Case] = &[
    must("memberships/add", section::PATCH_ADD, "members are added", |p| {
        Box::pin(memberships_add(p))
    })
    .needs(NEEDS),
    // T28
    must("memberships/shown", section::USER, "groups of a user follows the memberships", |p| {
        Box::pin(shown(p))
    })
    .needs(NEEDS),
    // T96
    must(
        "memberships/add-again",
        section::PATCH_ADD,
        "a member added again changes nothing",
        |p| Box::pin(add_again(p)),
    )
    .needs(NEEDS),
    must(
        "memberships/remove",
        section::PATCH_REMOVE,
        "a member is removed through a filter",
        |p| Box::pin(memberships_remove(p)),
    )
    .needs(NEEDS),
    // T92
    should(
        "memberships/remove-stranger",
        section::PATCH_REMOVE,
        "removing somebody who is no member succeeds and changes nothing",
        |p| Box::pin(remove_stranger(p)),
    )
    .needs(NEEDS),
    must("memberships/remove-all", section::PATCH_REMOVE, "all members are removed at once", |p| {
        Box::pin(remove_all(p))
    })
    .needs(NEEDS),
    must("memberships/replace", section::PATCH_REPLACE, "all members are replaced at once", |p| {
        Box::pin(memberships_replace(p))
    })
    .needs(NEEDS),
    must(
        "memberships/in-order",
        section::PATCH,
        "one request removes and adds members in its order",
        |p| Box::pin(in_order(p)),
    )
    .needs(NEEDS),
    must(
        "memberships/rename",
        section::PATCH_REPLACE,
        "a group is renamed and keeps its members",
        |p| Box::pin(rename(p)),
    )
    .needs(NEEDS),
    // T101
    must(
        "memberships/no-name",
        section::PATCH_REMOVE,
        "a group's displayName can't be removed",
        |p| Box::pin(no_name(p)),
    )
    .needs(NEEDS),
    // T108
    must("memberships/many", section::PATCH_ADD, "ten members are added by one operation", |p| {
        Box::pin(many(p))
    })
    .needs(NEEDS),
    must("memberships/user-patch", section::PATCH, "groups of a user can't be patched", |p| {
        Box::pin(user_patch(p))
    })
    .needs(NEEDS),
];

async fn memberships_add(p: &mut Probe) -> Verdict {
    let (ada, bob) = (p.user().await?, p.user().await?);
    let team = p.group(&[&ada]).await?;
    p.patch(&team.path, add("members", json!([{"value": bob.id}]))).await?.is(&[200, 204])?;
    members(&p.read(&team).await?, &[&ada, &bob])
}

async fn shown(p: &mut Probe) -> Verdict {
    let (ada, team) = (p.user().await?, p.group(&[]).await?);
    p.patch(&team.path, add("members", json!([{"value": ada.id}]))).await?.is(&[200, 204])?;
    p.read(&ada).await?.has("/groups/0/value", team.id)?;
    Ok(())
}

async fn add_again(p: &mut Probe) -> Verdict {
    let ada = p.user().await?;
    let team = p.group(&[&ada]).await?;
    let before = p.read(&team).await?;
    p.patch(&team.path, add("members", json!([{"value": ada.id}]))).await?.is(&[200, 204])?;
    let now = p.read(&team).await?;
    now.has("/meta/lastModified", before.at("/meta/lastModified").clone())?;
    members(&now, &[&ada])
}

async fn memberships_remove(p: &mut Probe) -> Verdict {
    let (ada, bob) = (p.user().await?, p.user().await?);
    let team = p.group(&[&ada, &bob]).await?;
    let path = format!("members[value eq \"{}\"]", ada.id);
    p.patch(&team.path, remove(&path)).await?.is(&[200, 204])?;
    members(&p.read(&team).await?, &[&bob])?;
    p.read(&ada).await?.lacks("/groups")?;
    Ok(())
}

async fn remove_stranger(p: &mut Probe) -> Verdict {
    let (ada, bob) = (p.user().await?, p.user().await?);
    let team = p.group(&[&ada]).await?;
    let path = format!("members[value eq \"{}\"]", bob.id);
    p.patch(&team.path, remove(&path)).await?.is(&[200, 204])?;
    members(&p.read(&team).await?, &[&ada])
}

async fn remove_all(p: &mut Probe) -> Verdict {
    let (ada, bob) = (p.user().await?, p.user().await?);
    let team = p.group(&[&ada, &bob]).await?;
    p.patch(&team.path, remove("members")).await?.is(&[200, 204])?;
    members(&p.read(&team).await?, &[])
}

async fn memberships_replace(p: &mut Probe) -> Verdict {
    let (ada, bob, cyd) = (p.user().await?, p.user().await?, p.user().await?);
    let team = p.group(&[&ada, &bob]).await?;
    let change = replace("members", json!([{"value": cyd.id}, {"value": bob.id}]));
    p.patch(&team.path, change).await?.is(&[200, 204])?;
    members(&p.read(&team).await?, &[&bob, &cyd])
}

async fn in_order(p: &mut Probe) -> Verdict {
    let (ada, bob) = (p.user().await?, p.user().await?);
    let team = p.group(&[&ada]).await?;
    p.patch(
        &team.path,
        json!([
            {"op": "add", "path": "members", "value": [{"value": bob.id}]},
            {"op": "remove", "path": format!("members[value eq \"{}\"]", ada.id)},
            {"op": "add", "path": "externalId", "value": "team-1"},
        ]),
    )
    .await?
    .is(&[200, 204])?;
    let now = p.read(&team).await?;
    members(now.has("/externalId", "team-1")?, &[&bob])
}

async fn rename(p: &mut Probe) -> Verdict {
    let ada = p.user().await?;
    let team = p.group(&[&ada]).await?;
    let name = p.names.fresh();
    p.patch(&team.path, replace("displayName", name.as_str())).await?.is(&[200, 204])?;
    let now = p.read(&team).await?;
    members(now.has("/displayName", name)?, &[&ada])
}

async fn no_name(p: &mut Probe) -> Verdict {
    let team = p.group(&[]).await?;
    p.patch(&team.path, remove("displayName")).await?.refused(&[400])?;
    Ok(())
}

async fn many(p: &mut Probe) -> Verdict {
    let mut people = Vec::new();
    for _ in 0..10 {
        people.push(p.user().await?);
    }
    let team = p.group(&[]).await?;
    let value: Vec<Value> = people.iter().map(|made| json!({"value": made.id})).collect();
    p.patch(&team.path, add("members", value)).await?.is(&[200, 204])?;
    members(&p.read(&team).await?, &people.iter().collect::<Vec<_>>())
}

async fn user_patch(p: &mut Probe) -> Verdict {
    let (ada, team) = (p.user().await?, p.group(&[]).await?);
    let change = add("groups", json!([{"value": team.id}]));
    p.patch(&ada.path, change).await?.refused_as(400, "mutability")?;
    Ok(())
}
