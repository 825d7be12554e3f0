//! Users and groups, end to end: statuses, headers, bodies.

use directory::profile::ProfileName;
use reqwest::Method;
use serde_json::json;

use crate::world::{Seen, World, patch_op, user};

#[tokio::test]
async fn a_user_is_created_read_listed_replaced_patched_and_deleted() {
    let world = World::of(ProfileName::Standard).await;

    let created = world.post("/Users", &user("ada")).await;
    assert_eq!(created.status, 201, "{created:?}");
    let id = created.body["id"].as_str().unwrap();
    let endpoint = format!("/Users/{id}");
    let location = format!("http://{}{}", world.address, world.scim(&endpoint));
    assert_eq!(created.header("location"), location);
    assert_eq!(created.body["meta"]["location"], json!(location));
    assert_eq!(created.header("content-type"), "application/scim+json");

    let read = world.get(&endpoint).await;
    assert_eq!((read.status, &read.body), (200, &created.body));
    assert_eq!(read.header("location"), location);

    let listed = world.get("/Users?filter=userName+eq+%22ADA%22").await;
    assert_eq!((listed.status, &listed.body["totalResults"]), (200, &json!(1)), "{listed:?}");
    assert_eq!(listed.body["Resources"], json!([created.body]));

    let mut document = user("ada");
    document["displayName"] = json!("Ada");
    let replaced = world.put(&endpoint, &document).await;
    assert_eq!((replaced.status, &replaced.body["displayName"]), (200, &json!("Ada")));
    assert_eq!(replaced.header("location"), location);

    let operation = json!({"op": "replace", "path": "displayName", "value": "Countess"});
    let patched = world.patch(&endpoint, &patch_op(operation)).await;
    assert_eq!((patched.status, &patched.body["displayName"]), (200, &json!("Countess")));
    assert_eq!(patched.header("location"), location);

    let deleted = world.delete(&endpoint).await;
    assert_eq!((deleted.status, &deleted.body), (204, &json!(null)));
    world.get(&endpoint).await.assert_scim_error(404, None);
    world.delete(&endpoint).await.assert_scim_error(404, None);
}

#[tokio::test]
async fn groups_go_the_same_way() {
    let world = World::of(ProfileName::Standard).await;
    let ada = world.user("ada").await;
    let created = world
        .post("/Groups", &json!({"displayName": "Engines", "members": [{"value": ada}]}))
        .await;
    assert_eq!(created.status, 201, "{created:?}");
    let endpoint = format!("/Groups/{}", created.body["id"].as_str().unwrap());
    let read = world.get(&endpoint).await;
    assert_eq!(read.body["members"][0]["value"], json!(ada));
    let slim = world.get(&format!("{endpoint}?excludedAttributes=members")).await;
    assert_eq!((slim.status, slim.body.get("members")), (200, None));
    assert_eq!(world.delete(&endpoint).await.status, 204);
}

#[tokio::test]
async fn a_patch_is_answered_without_the_user_only_on_request() {
    let world = World::of(ProfileName::Standard).await;
    let endpoint = format!("/Users/{}", world.user("ada").await);
    let body = patch_op(json!({"op": "replace", "path": "title", "value": "Analyst"}));
    let minimal = |endpoint: &str| {
        let request = world.request(Method::PATCH, &world.scim(endpoint));
        Seen::of(request.header("Prefer", "return=minimal").json(&body))
    };

    let seen = minimal(&endpoint).await;
    assert_eq!((seen.status, &seen.body), (204, &json!(null)));
    assert_eq!(seen.header("preference-applied"), "return=minimal");
    assert!(seen.header("location").ends_with(&endpoint));

    let seen = minimal(&format!("{endpoint}?attributes=title")).await;
    assert_eq!((seen.status, &seen.body["title"]), (200, &json!("Analyst")));
    assert_eq!(seen.header("preference-applied"), "");
}

#[tokio::test]
async fn a_taken_name_is_409_and_names_the_holder() {
    let world = World::of(ProfileName::Atlassian).await;
    let id = world.user("ada").await;
    let mut second = user("ADA");
    second["emails"][0]["value"] = json!("other@example.com");
    let seen = world.post("/Users", &second).await;
    seen.assert_scim_error(409, Some("uniqueness"));
    assert_eq!(seen.detail(), "Resource [USER]: with userName[ADA] already exists.");
    let location = format!("http://{}{}", world.address, world.scim(&format!("/Users/{id}")));
    assert_eq!(seen.body["existing"], json!({"id": id, "location": location}));
}

#[tokio::test]
async fn an_unknown_member_is_a_bad_value_and_in_atlassian_s_patch_not_found() {
    let unknown = "01900000-0000-7000-8000-000000000000";
    for (profile, status, scim_type) in
        [(ProfileName::Atlassian, 404, None), (ProfileName::Standard, 400, Some("invalidValue"))]
    {
        let world = World::of(profile).await;
        let group = json!({"displayName": "Engines", "members": [{"value": unknown}]});
        world.post("/Groups", &group).await.assert_scim_error(400, Some("invalidValue"));
        let created = world.post("/Groups", &json!({"displayName": "Engines"})).await;
        let endpoint = format!("/Groups/{}", created.body["id"].as_str().unwrap());
        world.put(&endpoint, &group).await.assert_scim_error(400, Some("invalidValue"));
        let add = json!({"op": "add", "path": "members", "value": [{"value": unknown}]});
        world.patch(&endpoint, &patch_op(add)).await.assert_scim_error(status, scim_type);
    }
}

#[tokio::test]
async fn what_a_change_has_broken_besides_is_noticed() {
    let world = World::of(ProfileName::Atlassian).await;
    world.service.add_domain(&world.admin, "example.com").await.unwrap();
    let endpoint = format!("/Users/{}", world.user("ada").await);
    let mut moved = user("ada");
    moved["emails"][0]["value"] = json!("ada@elsewhere.org");
    let seen = world.put(&endpoint, &moved).await;
    assert_eq!(seen.status, 200, "{seen:?}");
    assert!(!seen.header("rollcall-notice").is_empty(), "{seen:?}");
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let world = World::of(ProfileName::Standard).await;
    let endpoint = format!("/Users/{}", world.user("ada").await);
    let got = world.request(Method::GET, &world.scim(&endpoint)).send().await.unwrap();
    let head = world.request(Method::HEAD, &world.scim(&endpoint)).send().await.unwrap();
    assert_eq!(head.status(), 200);
    for name in ["content-type", "content-length", "location", "cache-control"] {
        assert_eq!(head.headers()[name], got.headers()[name], "{name}");
    }
    assert_eq!(head.bytes().await.unwrap().len(), 0);
}
