//! Members in pages, and what is said where an answer has no room for them.

use directory::Settings;
use directory::profile::ProfileName;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{Seen, World, patch_op};

/// A directory whose answers show three members at most, and a group of four users and a group.
async fn crowded() -> (World, Vec<String>, String) {
    let bounded = |url: &str| Settings { members_in_answer: 3, ..Settings::new(url) };
    let world = World::of_settings(ProfileName::Standard, bounded).await;
    let mut members = Vec::new();
    for name in ["ada", "bob", "cyd", "dan"] {
        members.push(world.user(name).await);
    }
    let inner = world.post("/Groups", &json!({"displayName": "Inner"})).await;
    members.push(inner.body["id"].as_str().unwrap().to_owned());
    let named: Vec<Value> = members.iter().map(|id| json!({"value": id})).collect();
    let created = world.post("/Groups", &json!({"displayName": "Outer", "members": named})).await;
    assert_eq!(created.status, 201, "{created:?}");
    assert_eq!(created.body.get("members"), None);
    assert!(created.header("rollcall-notice").starts_with("members left out of Group"));
    let group = created.body["id"].as_str().unwrap().to_owned();
    (world, members, group)
}

fn values(list: &Seen) -> Vec<&str> {
    let resources = list.body["Resources"].as_array().unwrap();
    resources.iter().map(|one| one["value"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn members_come_in_pages_by_cursor_and_by_index() {
    let (world, members, group) = crowded().await;
    let endpoint = format!("/Groups/{group}/members");
    let first = world.get(&format!("{endpoint}?cursor&count=3")).await;
    assert_eq!(first.status, 200, "{first:?}");
    assert_eq!(first.header("content-type"), "application/scim+json");
    assert_eq!(values(&first), members[..3]);
    assert_eq!((&first.body["totalResults"], &first.body["itemsPerPage"]), (&json!(5), &json!(3)));
    let next = first.body["nextCursor"].as_str().unwrap();
    let second = world.get(&format!("{endpoint}?cursor={next}&count=3")).await;
    assert_eq!(values(&second), members[3..]);
    assert_eq!(second.body.get("nextCursor"), None);
    let by_index = world.get(&format!("{endpoint}?startIndex=4&count=1")).await;
    assert_eq!(values(&by_index), members[3..4]);
    let other = world.get(&format!("{endpoint}?cursor={next}&count=2")).await;
    other.assert_scim_error(400, Some("invalidCount"));
    let forged = world.get(&format!("{endpoint}?cursor=forged")).await;
    forged.assert_scim_error(400, Some("invalidCursor"));
}

#[tokio::test]
async fn members_are_filtered_in_terms_of_themselves() {
    let (world, members, group) = crowded().await;
    let endpoint = format!("/Groups/{group}/members");
    let by_value = format!("{endpoint}?filter=value+eq+%22{}%22", members[2]);
    assert_eq!(values(&world.get(&by_value).await), [members[2].as_str()]);
    let by_kind = world.get(&format!("{endpoint}?filter=type+eq+%22Group%22")).await;
    assert_eq!(values(&by_kind), [members[4].as_str()]);
    let base = format!("http://{}{}", world.address, world.scim(""));
    let expected = json!({
        "type": "Group",
        "value": members[4],
        "display": "Inner",
        "$ref": format!("{base}/Groups/{}", members[4]),
    });
    assert_eq!(by_kind.body["Resources"], json!([expected]));
    let unknown = world.get(&format!("{endpoint}?filter=userName+eq+%22ada%22")).await;
    unknown.assert_scim_error(400, Some("invalidFilter"));
}

#[tokio::test]
async fn a_user_s_groups_come_the_same_way() {
    let (world, members, group) = crowded().await;
    let listed = world.get(&format!("/Users/{}/groups?count=10", members[0])).await;
    assert_eq!((listed.status, values(&listed)), (200, vec![group.as_str()]), "{listed:?}");
    assert_eq!(listed.body["Resources"][0]["type"], "direct");
}

#[tokio::test]
async fn reading_too_many_members_is_refused_with_the_ways_to_have_them() {
    let (world, _, group) = crowded().await;
    let endpoint = format!("/Groups/{group}");
    for query in ["", "?attributes=members", "?attributes=members.value"] {
        let refused = world.get(&format!("{endpoint}{query}")).await;
        refused.assert_scim_error(400, Some("tooMany"));
        for way in ["excludedAttributes=members", &format!("{endpoint}/members"), "3 members"] {
            assert!(refused.detail().contains(way), "{way}: {}", refused.detail());
        }
    }
    for query in ["?excludedAttributes=members", "?attributes=displayName"] {
        let read = world.get(&format!("{endpoint}{query}")).await;
        assert_eq!((read.status, &read.body["displayName"]), (200, &json!("Outer")), "{query}");
        assert_eq!(read.header("rollcall-notice"), "", "{query}");
    }
    let rename = patch_op(json!({"op": "replace", "path": "displayName", "value": "Wide"}));
    let renamed = world.patch(&endpoint, &rename).await;
    assert_eq!((renamed.status, &renamed.body["displayName"]), (200, &json!("Wide")));
    assert!(renamed.header("rollcall-notice").contains(&format!("{endpoint}/members")));
    let listed = world.get("/Groups").await;
    assert_eq!((listed.status, &listed.body["totalResults"]), (200, &json!(2)));
    assert!(listed.header("rollcall-notice").contains(&group), "{listed:?}");
}

#[tokio::test]
async fn what_is_wrong_with_such_a_request_is_said_as_everywhere() {
    let (world, members, group) = crowded().await;
    let nobody = "5d48a0a8-0000-4000-8000-0000000fffff";
    for endpoint in [
        format!("/Groups/{nobody}/members"),
        format!("/Groups/{}/members", members[0]),
        format!("/Users/{group}/groups"),
        format!("/Users/{}/members", members[0]),
        format!("/Groups/{group}/groups"),
        format!("/Groups/{group}/members/{}", members[0]),
    ] {
        world.get(&endpoint).await.assert_scim_error(404, None);
    }
    let endpoint = world.scim(&format!("/Groups/{group}/members"));
    Seen::of(world.stranger(Method::GET, &endpoint)).await.assert_scim_error(401, None);
    for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
        let seen = Seen::of(world.request(method, &endpoint)).await;
        seen.assert_scim_error(405, None);
        assert_eq!(seen.header("allow"), "GET,HEAD");
    }
    let exact = World::of(ProfileName::AtlassianExact).await;
    let group = exact.post("/Groups", &json!({"displayName": "G"})).await;
    let endpoint = format!("/Groups/{}/members", group.body["id"].as_str().unwrap());
    exact.get(&endpoint).await.assert_scim_error(404, None);
}

#[tokio::test]
async fn a_circle_and_a_wrong_type_are_bad_values() {
    let (world, members, group) = crowded().await;
    let add = |member: Value| patch_op(json!({"op": "add", "path": "members", "value": [member]}));
    let inner = &members[4];
    let circle = world.patch(&format!("/Groups/{inner}"), &add(json!({"value": group}))).await;
    circle.assert_scim_error(400, Some("invalidValue"));
    for named in ["\"Outer\"", "\"Inner\"", group.as_str(), inner.as_str()] {
        assert!(circle.detail().contains(named), "{named}: {}", circle.detail());
    }
    let wrong = json!({"value": members[0], "type": "Group"});
    let wrong = world.patch(&format!("/Groups/{inner}"), &add(wrong)).await;
    wrong.assert_scim_error(400, Some("invalidValue"));
    assert!(wrong.detail().contains("is a User, not a Group"), "{}", wrong.detail());
}
