//! Members join and leave in every form clients send, and groups and users tell the same story.

use std::sync::Arc;

use crate::world::{World, body, id, user};
use directory::Error;
use directory::model::Kind;
use directory::profile::ProfileName;
use serde_json::{Value, json};

async fn people(world: &World, names: &[&str]) -> Vec<String> {
    let mut ids = Vec::new();
    for name in names {
        let user = world.create(Kind::User, user(&format!("{name}@example.com"))).await.unwrap();
        ids.push(id(&user).to_owned());
    }
    ids
}

async fn group(world: &World, members: &[&String]) -> String {
    let members: Vec<Value> = members.iter().map(|id| json!({ "value": id })).collect();
    let group = json!({ "displayName": "Engineering", "members": members });
    id(&world.create(Kind::Group, group).await.unwrap()).to_owned()
}

async fn members(world: &World, group: &str) -> Vec<String> {
    let group = world.read(Kind::Group, group).await.unwrap();
    let members = group["members"].as_array().cloned().unwrap_or_default();
    members.iter().map(|member| member["value"].as_str().unwrap().to_owned()).collect()
}

/// Each form, applied to a group of the first two of three: who is left.
#[tokio::test]
async fn every_form_of_adding_and_removing_does_what_it_says() {
    let world = World::new(ProfileName::Standard).await;
    let ids = people(&world, &["ada", "bob", "cyd"]).await;
    let (a, b, c) = (&ids[0], &ids[1], &ids[2]);
    let by_filter = |id: &str| format!("members[value eq \"{id}\"]");
    let forms = [
        (json!([{ "op": "add", "path": "members", "value": [{ "value": c }] }]), vec![a, b, c]),
        (json!([{ "op": "Add", "path": "members", "value": { "value": c } }]), vec![a, b, c]),
        (json!([{ "op": "add", "path": "members", "value": c }]), vec![a, b, c]),
        (
            json!([{ "op": "add", "path": "members", "value": [{ "$ref": format!("Users/{c}") }] }]),
            vec![a, b, c],
        ),
        (
            json!([{ "op": "add", "path": "members", "value": [
                { "$ref": format!("{}/Users/{c}", world.caller.base()) },
            ] }]),
            vec![a, b, c],
        ),
        (json!([{ "op": "add", "value": { "members": [{ "value": c }] } }]), vec![a, b, c]),
        (json!([{ "op": "add", "path": "members", "value": [{ "value": a }] }]), vec![a, b]),
        (json!([{ "op": "remove", "path": by_filter(a) }]), vec![b]),
        (json!([{ "op": "remove", "path": by_filter(c) }]), vec![a, b]),
        (json!([{ "op": "remove", "path": "members[value eq \"nobody\"]" }]), vec![a, b]),
        (json!([{ "op": "remove", "path": "members", "value": [{ "value": a }] }]), vec![b]),
        (json!([{ "op": "remove", "path": "members[display sw \"bob\"]" }]), vec![a]),
        (json!([{ "op": "remove", "path": "members[type eq \"User\"]" }]), vec![]),
        (json!([{ "op": "remove", "path": "members" }]), vec![]),
        (json!([{ "op": "replace", "path": "members", "value": [] }]), vec![]),
        (json!([{ "op": "replace", "path": "members", "value": [{ "value": c }] }]), vec![c]),
        (
            json!([
                { "op": "remove", "path": "members" },
                { "op": "add", "path": "members", "value": [{ "value": b }, { "value": c }] },
                { "op": "remove", "path": by_filter(b) },
            ]),
            vec![c],
        ),
    ];
    for (operations, left) in forms {
        let group = group(&world, &[a, b]).await;
        let answer = world.patch(Kind::Group, &group, operations.clone()).await.unwrap();
        let of_answer = body(&answer)["members"].as_array().map_or(0, Vec::len);
        assert_eq!(of_answer, left.len(), "{operations}");
        let mut found = members(&world, &group).await;
        found.sort();
        assert_eq!(found.iter().collect::<Vec<_>>(), left, "{operations}");
        world.service.delete(&world.caller, Kind::Group, &group, None).await.unwrap();
    }
    world.verify().await;
}

#[tokio::test]
async fn who_is_a_member_already_or_is_none_changes_nothing() {
    let world = World::new(ProfileName::Standard).await;
    let ids = people(&world, &["ada", "bob"]).await;
    let group = group(&world, &[&ids[0]]).await;
    let before = world.read(Kind::Group, &group).await.unwrap();
    let operations = json!([
        { "op": "add", "path": "members", "value": [{ "value": ids[0] }] },
        { "op": "remove", "path": format!("members[value eq \"{}\"]", ids[1]) },
    ]);
    world.patch(Kind::Group, &group, operations).await.unwrap();
    assert_eq!(world.read(Kind::Group, &group).await.unwrap(), before);
}

#[tokio::test]
async fn a_user_shows_its_groups_and_takes_its_memberships_along() {
    let world = World::new(ProfileName::Atlassian).await;
    let ids = people(&world, &["ada", "bob"]).await;
    let group = group(&world, &[&ids[0], &ids[1]]).await;
    let base = world.caller.base();
    let ada = world.read(Kind::User, &ids[0]).await.unwrap();
    let shown = json!([{
        "type": "direct",
        "value": group,
        "display": "Engineering",
        "$ref": format!("{base}/Groups/{group}"),
    }]);
    assert_eq!(ada["groups"], shown);
    let before = world.read(Kind::Group, &group).await.unwrap();
    world.service.delete(&world.caller, Kind::User, &ids[0], None).await.unwrap();
    let after = world.read(Kind::Group, &group).await.unwrap();
    let left = json!([{
        "type": "User",
        "value": ids[1],
        "display": "bob@example.com",
        "$ref": format!("{base}/Users/{}", ids[1]),
    }]);
    assert_eq!(after["members"], left);
    assert_ne!(after["meta"]["lastModified"], before["meta"]["lastModified"]);
    world.verify().await;
}

#[tokio::test]
async fn an_unknown_member_is_named_and_nothing_changes() {
    let world = World::new(ProfileName::Standard).await;
    let ids = people(&world, &["ada"]).await;
    let group = group(&world, &[&ids[0]]).await;
    let unknown = "5d48a0a8-0000-4000-8000-0000000fffff";
    let operations = json!([
        { "op": "replace", "path": "displayName", "value": "Renamed" },
        { "op": "add", "path": "members", "value": [{ "value": unknown }] },
    ]);
    let refused = world.patch(Kind::Group, &group, operations).await.unwrap_err();
    assert!(matches!(refused, Error::UnknownMember { id, nested: true } if id == unknown));
    assert_eq!(world.read(Kind::Group, &group).await.unwrap()["displayName"], "Engineering");
}

#[tokio::test]
async fn where_groups_do_not_nest_a_group_is_no_member() {
    let world = World::new(ProfileName::Atlassian).await;
    let outer = group(&world, &[]).await;
    let inner = world.create(Kind::Group, json!({ "displayName": "Inner" })).await.unwrap();
    for member in [json!({ "value": id(&inner) }), json!({ "value": id(&inner), "type": "Group" })]
    {
        let operations = json!([{ "op": "add", "path": "members", "value": [member] }]);
        let refused = world.patch(Kind::Group, &outer, operations).await.unwrap_err();
        assert!(
            matches!(refused, Error::UnknownMember { id: named, nested: false } if named == id(&inner))
        );
    }
    assert_eq!(members(&world, &outer).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn concurrent_additions_to_one_group_are_all_there() {
    let world = Arc::new(World::new(ProfileName::Standard).await);
    let names: Vec<String> = (0..40).map(|n| format!("user{n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let ids = people(&world, &names).await;
    let group = group(&world, &[]).await;
    let tasks = ids.iter().cloned().map(|id| {
        let (world, group) = (Arc::clone(&world), group.clone());
        tokio::spawn(async move {
            let operations =
                json!([{ "op": "add", "path": "members", "value": [{ "value": id }] }]);
            world.patch(Kind::Group, &group, operations).await.unwrap();
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
    assert_eq!(members(&world, &group).await.len(), ids.len());
    world.verify().await;
}

#[tokio::test]
async fn group_names_are_unique_in_the_organization_and_some_are_reserved() {
    let mut world = World::new(ProfileName::Atlassian).await;
    group(&world, &[]).await;
    let name = json!({ "displayName": "ENGINEERING" });
    let refused = world.create(Kind::Group, name.clone()).await.unwrap_err();
    assert!(matches!(refused, Error::Taken { holder: Some(_), .. }), "{refused:?}");
    world.caller = crate::world::caller(&world.service, &world.admin, ProfileName::Atlassian).await;
    let refused = world.create(Kind::Group, name.clone()).await.unwrap_err();
    assert!(
        matches!(refused, Error::Taken { holder: None, .. }),
        "another directory's: {refused:?}"
    );
    let reserved = world.create(Kind::Group, json!({ "displayName": "Site-Admins" })).await;
    assert!(matches!(reserved.unwrap_err(), Error::ReservedName { .. }));
    world.caller = crate::world::caller(&world.service, &world.admin, ProfileName::Standard).await;
    world.create(Kind::Group, name).await.unwrap();
    world.verify().await;
}
