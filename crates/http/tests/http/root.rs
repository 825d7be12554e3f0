//! Queries over all resource types (RFC 7644 §3.4.2.1).

use directory::profile::ProfileName;
use reqwest::Method;
use serde_json::json;

use crate::world::{Seen, World};

/// A directory with two users and a group that has the first of them.
async fn populated() -> (World, String) {
    let world = World::of(ProfileName::Standard).await;
    let ada = world.user("ada").await;
    world.user("grace").await;
    let group = json!({"displayName": "Engines", "members": [{"value": ada}]});
    assert_eq!(world.post("/Groups", &group).await.status, 201);
    (world, ada)
}

/// A filter, percent-encoded: no filter here holds a percent sign or a plus.
fn encoded(filter: &str) -> String {
    filter.replace('"', "%22").replace(' ', "+").replace('[', "%5B").replace(']', "%5D")
}

async fn found(world: &World, filter: &str) -> Vec<String> {
    let request = world.request(Method::GET, &world.scim(&format!("?filter={}", encoded(filter))));
    let seen = Seen::of(request).await;
    assert_eq!(seen.status, 200, "{filter}: {seen:?}");
    let name = |one: &serde_json::Value| {
        one.get("userName").or(one.get("displayName")).unwrap().as_str().unwrap().to_owned()
    };
    seen.body["Resources"].as_array().unwrap().iter().map(name).collect()
}

#[tokio::test]
async fn t72_the_root_answers_users_and_groups() {
    let (world, _) = populated().await;
    let all = world.get("").await;
    assert_eq!((all.status, &all.body["totalResults"]), (200, &json!(3)), "{all:?}");
    let types: Vec<_> = all.body["Resources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["meta"]["resourceType"].as_str().unwrap())
        .collect();
    assert_eq!(types, ["User", "User", "Group"]);
    let page = world.get("?startIndex=2&count=1").await;
    assert_eq!(page.body["Resources"][0]["userName"], json!("grace"));
    assert_eq!(found(&world, "meta.resourceType eq \"Group\"").await, ["Engines"]);
}

#[tokio::test]
async fn t57_an_attribute_that_a_type_does_not_have_is_unassigned_in_it() {
    let (world, ada) = populated().await;
    for (filter, expected) in [
        ("userName sw \"a\"", &["ada"][..]),
        ("displayName eq \"Engines\" or userName eq \"grace\"", &["grace", "Engines"]),
        ("userName eq null", &["Engines"]),
        ("userName ne null", &["ada", "grace"]),
        ("userName ne \"ada\"", &["grace", "Engines"]),
        ("not (userName pr)", &["Engines"]),
        ("active eq true", &["ada", "grace"]),
        ("emails[type eq \"work\" and value co \"grace\"]", &["grace"]),
        ("urn:ietf:params:scim:schemas:core:2.0:Group:displayName pr", &["Engines"]),
        ("shoe pr", &[]),
        ("shoe gt 42", &[]),
        ("shoe ne 42", &["ada", "grace", "Engines"]),
        ("shoe[size eq 42 or size eq 43]", &[]),
    ] {
        assert_eq!(found(&world, filter).await, expected, "{filter}");
    }
    let member = format!("members[value eq \"{ada}\"] or id eq \"{ada}\"");
    assert_eq!(found(&world, &member).await, ["ada", "Engines"]);
}

#[tokio::test]
async fn a_filter_that_is_none_is_one_nowhere() {
    let (world, _) = populated().await;
    for filter in [
        "shoe",
        "shoe is 42",
        "shoe eq",
        "shoe gt null",
        "shoe[size[x eq 1]]",
        "shoe[size eq 42",
        "password eq \"x\"",
        "userName gt",
        "a..b pr",
    ] {
        let request =
            world.request(Method::GET, &world.scim(&format!("?filter={}", encoded(filter))));
        Seen::of(request).await.assert_scim_error(400, Some("invalidFilter"));
    }
    world.get("/Users?filter=shoe+pr").await.assert_scim_error(400, Some("invalidFilter"));
}
