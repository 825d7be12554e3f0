//! `Prefer: return=minimal` (RFC 7240 §4.2).

use directory::profile::ProfileName;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{Seen, World, patch_op, user};

async fn minimal(world: &World, method: Method, endpoint: &str, body: &Value) -> Seen {
    let request = world.request(method, &world.scim(endpoint)).json(body);
    Seen::of(request.header("Prefer", "return=minimal")).await
}

#[tokio::test]
async fn a_change_is_answered_without_the_resource_where_that_is_preferred() {
    let world = World::of(ProfileName::Standard).await;
    let created = minimal(&world, Method::POST, "/Users", &user("ada")).await;
    let location = created.header("location").to_owned();
    let id = location.rsplit('/').next().unwrap();
    let endpoint = format!("/Users/{id}");
    let mut document = user("ada");
    document["nickName"] = json!("Countess");
    let replaced = minimal(&world, Method::PUT, &endpoint, &document).await;
    let operation = json!({"op": "remove", "path": "nickName"});
    let patched = minimal(&world, Method::PATCH, &endpoint, &patch_op(operation)).await;
    for (seen, status, etag) in
        [(created, 201, "W/\"1\""), (replaced, 204, "W/\"2\""), (patched, 204, "W/\"3\"")]
    {
        assert_eq!((seen.status, &seen.body), (status, &Value::Null), "{seen:?}");
        assert_eq!(seen.header("preference-applied"), "return=minimal");
        assert_eq!(seen.header("etag"), etag);
        assert_eq!(seen.header("location"), location);
    }
    assert_eq!(world.get(&endpoint).await.header("etag"), "W/\"3\"");
}

#[tokio::test]
async fn t79_attributes_that_are_asked_for_are_sent() {
    let world = World::of(ProfileName::Standard).await;
    let seen = minimal(&world, Method::POST, "/Users?attributes=userName", &user("ada")).await;
    assert_eq!((seen.status, &seen.body["userName"]), (201, &json!("ada")));
    assert_eq!(seen.header("preference-applied"), "");
    let endpoint = format!("/Users/{}?attributes=userName", seen.body["id"].as_str().unwrap());
    let operation = patch_op(json!({"op": "add", "path": "nickName", "value": "Countess"}));
    let seen = minimal(&world, Method::PATCH, &endpoint, &operation).await;
    assert_eq!((seen.status, &seen.body["userName"]), (200, &json!("ada")));
}

#[tokio::test]
async fn a_refusal_is_told_in_full() {
    let world = World::of(ProfileName::Standard).await;
    world.user("ada").await;
    let seen = minimal(&world, Method::POST, "/Users", &user("ada")).await;
    seen.assert_scim_error(409, Some("uniqueness"));
}
