//! Groups that are members of groups: what is shown of them, and what happens to them.

use directory::model::Kind;
use directory::profile::ProfileName;
use directory::{Error, MembershipError};
use serde_json::{Value, json};

use crate::world::{World, group, id, user};

/// Ada is in the team, the team is in the department, and the department in the company.
struct Company {
    world: World,
    ada: String,
    team: String,
    department: String,
    whole: String,
}

impl Company {
    async fn new() -> Self {
        let world = World::new(ProfileName::Standard).await;
        let create =
            async |kind, document| id(&world.create(kind, document).await.unwrap()).to_owned();
        let ada = create(Kind::User, user("ada@example.com")).await;
        let team = create(Kind::Group, group("Team", &[&ada])).await;
        let department = create(Kind::Group, group("Department", &[&team])).await;
        let company = create(Kind::Group, group("Company", &[&department])).await;
        Self { world, ada, team, department, whole: company }
    }

    /// Name and type of each group Ada is in.
    async fn groups_of_ada(&self) -> Vec<(String, String)> {
        let ada = self.world.read(Kind::User, &self.ada).await.unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let groups = ada["groups"].as_array().cloned().unwrap_or_default();
        groups.iter().map(|group| (text(&group["display"]), text(&group["type"]))).collect()
    }
}

fn named(name: &str, kind: &str) -> (String, String) {
    (name.to_owned(), kind.to_owned())
}

#[tokio::test]
async fn a_member_that_is_a_group_shows_as_one() {
    let company = Company::new().await;
    let world = &company.world;
    let operations = json!([
        { "op": "add", "path": "members", "value": [{ "value": company.ada, "type": "User" }] },
    ]);
    world.patch(Kind::Group, &company.department, operations).await.unwrap();
    let base = world.caller.base();
    let department = world.read(Kind::Group, &company.department).await.unwrap();
    let members = json!([
        {
            "type": "User",
            "value": company.ada,
            "$ref": format!("{base}/Users/{}", company.ada),
        },
        {
            "type": "Group",
            "value": company.team,
            "$ref": format!("{base}/Groups/{}", company.team),
        },
    ]);
    assert_eq!(department["members"], members);
    world.verify().await;
}

#[tokio::test]
async fn a_user_shows_each_group_once_and_a_direct_one_as_direct() {
    let company = Company::new().await;
    let world = &company.world;
    let base = world.caller.base();
    let ada = world.read(Kind::User, &company.ada).await.unwrap();
    let shown = |id: &str, name: &str, kind: &str| {
        json!({
            "type": kind, "value": id, "display": name, "$ref": format!("{base}/Groups/{id}"),
        })
    };
    let groups = json!([
        shown(&company.team, "Team", "direct"),
        shown(&company.department, "Department", "indirect"),
        shown(&company.whole, "Company", "indirect"),
    ]);
    assert_eq!(ada["groups"], groups);
    // The company contains the team by a second way, and Ada herself.
    let operations = json!([
        { "op": "add", "path": "members", "value": [{ "value": company.team }, { "value": company.ada }] },
    ]);
    world.patch(Kind::Group, &company.whole, operations).await.unwrap();
    let groups =
        [named("Team", "direct"), named("Company", "direct"), named("Department", "indirect")];
    assert_eq!(company.groups_of_ada().await, groups);
    world.verify().await;
}

#[tokio::test]
async fn renaming_and_deleting_a_group_in_between_shows_at_once() {
    let company = Company::new().await;
    let world = &company.world;
    let operations = json!([{ "op": "replace", "path": "displayName", "value": "Division" }]);
    world.patch(Kind::Group, &company.department, operations).await.unwrap();
    let groups =
        [named("Team", "direct"), named("Division", "indirect"), named("Company", "indirect")];
    assert_eq!(company.groups_of_ada().await, groups);

    world.service.delete(&world.caller, Kind::Group, &company.department, None).await.unwrap();
    assert_eq!(company.groups_of_ada().await, [named("Team", "direct")]);
    let outer = world.read(Kind::Group, &company.whole).await.unwrap();
    assert_eq!(outer.get("members"), None, "{outer}");
    world.verify().await;
}

#[tokio::test]
async fn a_group_leaves_a_group_by_every_form_of_removal() {
    for operation in [
        |id: &str| json!({ "op": "remove", "path": format!("members[value eq \"{id}\"]") }),
        |id: &str| {
            let filter = format!("value eq \"{id}\" and type eq \"Group\"");
            json!({ "op": "remove", "path": format!("members[{filter}]") })
        },
        |_: &str| json!({ "op": "remove", "path": "members[type eq \"Group\"]" }),
        |_: &str| json!({ "op": "remove", "path": "members" }),
        |_: &str| json!({ "op": "replace", "path": "members", "value": [] }),
    ] {
        let company = Company::new().await;
        let world = &company.world;
        let operation = operation(&company.team);
        world.patch(Kind::Group, &company.department, json!([operation])).await.unwrap();
        assert_eq!(company.groups_of_ada().await, [named("Team", "direct")], "{operation}");
        world.verify().await;
    }
}

#[tokio::test]
async fn a_filter_removes_only_the_members_of_the_kind_it_names() {
    let company = Company::new().await;
    let world = &company.world;
    let by_kind = |kind: &str| {
        let filter = format!("value eq \"{}\" and type eq \"{kind}\"", company.team);
        json!([{ "op": "remove", "path": format!("members[{filter}]") }])
    };
    world.patch(Kind::Group, &company.department, by_kind("User")).await.unwrap();
    assert_eq!(company.groups_of_ada().await.len(), 3, "the team is no user, and stays");
    world.patch(Kind::Group, &company.department, by_kind("Group")).await.unwrap();
    assert_eq!(company.groups_of_ada().await.len(), 1);
}

#[tokio::test]
async fn a_member_named_as_what_it_is_not_is_refused() {
    let company = Company::new().await;
    let world = &company.world;
    for (id, claimed, is) in
        [(&company.ada, Kind::Group, Kind::User), (&company.team, Kind::User, Kind::Group)]
    {
        let member = json!({ "value": id, "type": claimed.name() });
        let document = json!({ "displayName": "Wrong", "members": [member] });
        let refused = world.create(Kind::Group, document).await.unwrap_err();
        let expected = MembershipError::OtherKind { id: id.parse().unwrap(), claimed, is };
        assert!(matches!(&refused, Error::Membership(error) if *error == expected), "{refused}");
        let told = format!("{id} is a {is}, not a {claimed}; send the type it has, or none");
        assert_eq!(refused.to_string(), told);
    }
    let member = json!({ "value": company.team, "type": "group" });
    let document = json!({ "displayName": "Right", "members": [member] });
    world.create(Kind::Group, document).await.unwrap();
    world.verify().await;
}

#[tokio::test]
async fn joining_and_leaving_counts_for_the_member_and_keeps_its_time() {
    let company = Company::new().await;
    let world = &company.world;
    let meta = async |id: &str| world.read(Kind::User, id).await.unwrap()["meta"].clone();
    let before = meta(&company.ada).await;
    let leave =
        json!([{ "op": "remove", "path": format!("members[value eq \"{}\"]", company.ada) }]);
    world.patch(Kind::Group, &company.team, leave).await.unwrap();
    let after = meta(&company.ada).await;
    assert_ne!(after["version"], before["version"]);
    assert_eq!(after["lastModified"], before["lastModified"]);
    let join = json!([{ "op": "add", "path": "members", "value": [{ "value": company.ada }] }]);
    world.patch(Kind::Group, &company.team, join).await.unwrap();
    let again = meta(&company.ada).await;
    assert_ne!(again["version"], after["version"]);
    assert_eq!(again["lastModified"], before["lastModified"]);
}

#[tokio::test]
async fn groups_nest_in_strict_too() {
    let world = World::new(ProfileName::Strict).await;
    let of_group = |mut document: Value| {
        document["schemas"] = json!(["urn:ietf:params:scim:schemas:core:2.0:Group"]);
        document
    };
    let inner = world.create(Kind::Group, of_group(group("Inner", &[]))).await.unwrap();
    let member = json!({ "value": id(&inner), "type": "Group" });
    let outer = of_group(json!({ "displayName": "Outer", "members": [member] }));
    let outer = world.create(Kind::Group, outer).await.unwrap();
    assert_eq!(outer["members"][0]["type"], "Group");
    world.verify().await;
}
