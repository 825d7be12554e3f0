//! Versions: `ETag`, `If-Match`, `If-None-Match` (RFC 7644 §3.14).

use directory::profile::ProfileName;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{Seen, World, patch_op, user};

async fn sent(
    world: &World,
    method: Method,
    endpoint: &str,
    header: (&str, &str),
    body: &Value,
) -> Seen {
    let mut request = world.request(method, &world.scim(endpoint)).header(header.0, header.1);
    if !body.is_null() {
        request = request.json(body);
    }
    Seen::of(request).await
}

fn nick_name(value: &str) -> Value {
    patch_op(json!({"op": "replace", "path": "nickName", "value": value}))
}

#[tokio::test]
async fn t111_the_etag_is_the_version_of_the_resource_on_every_answer() {
    let world = World::of(ProfileName::Standard).await;
    let created = world.post("/Users", &user("ada")).await;
    let endpoint = format!("/Users/{}", created.body["id"].as_str().unwrap());
    let patched = world.patch(&endpoint, &nick_name("Countess")).await;
    let replaced = world.put(&endpoint, &user("ada")).await;
    let read = world.get(&endpoint).await;
    let slim = world.get(&format!("{endpoint}?attributes=userName")).await;
    for (seen, etag) in [(&created, "1"), (&patched, "2"), (&replaced, "3"), (&read, "3")] {
        let etag = format!("W/\"{etag}\"");
        assert_eq!(seen.header("etag"), etag);
        assert_eq!(seen.body["meta"]["version"], json!(etag));
    }
    assert_eq!(slim.header("etag"), read.header("etag"), "T112: what is asked for is no version");
    let head = sent(&world, Method::HEAD, &endpoint, ("Accept", "*/*"), &Value::Null).await;
    assert_eq!((head.status, head.header("etag")), (200, read.header("etag")));
    assert_eq!(head.header("location"), read.header("location"));
}

#[tokio::test]
async fn t112_what_the_client_has_is_not_sent_again() {
    let world = World::of(ProfileName::Standard).await;
    let endpoint = format!("/Users/{}", world.user("ada").await);
    for known in ["W/\"1\"", "\"1\"", "*", "\"7\", W/\"1\""] {
        for method in [Method::GET, Method::HEAD] {
            let header = ("If-None-Match", known);
            let seen = sent(&world, method, &endpoint, header, &Value::Null).await;
            assert_eq!((seen.status, &seen.body), (304, &Value::Null), "{known}");
            assert_eq!(seen.header("etag"), "W/\"1\"");
        }
    }
    for unknown in ["W/\"2\"", "\"x\""] {
        let header = ("If-None-Match", unknown);
        let seen = sent(&world, Method::GET, &endpoint, header, &Value::Null).await;
        assert_eq!((seen.status, &seen.body["userName"]), (200, &json!("ada")), "{unknown}");
    }
    let wanted = sent(&world, Method::GET, &endpoint, ("If-Match", "\"2\""), &Value::Null).await;
    wanted.assert_scim_error(412, None);
}

#[tokio::test]
async fn a_change_of_what_has_changed_is_refused_and_changes_nothing() {
    let world = World::of(ProfileName::Standard).await;
    let endpoint = format!("/Users/{}", world.user("ada").await);
    let changes = [
        (Method::PUT, user("eve")),
        (Method::PATCH, nick_name("Eve")),
        (Method::DELETE, Value::Null),
    ];
    let before = world.get(&endpoint).await.body;
    for (method, body) in &changes {
        for header in [
            ("If-Match", "W/\"2\""),
            ("If-Match", "\"x\""),
            ("If-None-Match", "*"),
            ("If-None-Match", "W/\"1\""),
        ] {
            let seen = sent(&world, method.clone(), &endpoint, header, body).await;
            seen.assert_scim_error(412, None);
            assert!(seen.detail().contains("W/\"1\""), "{}", seen.detail());
        }
        assert_eq!(world.get(&endpoint).await.body, before);
    }
    let patched =
        sent(&world, Method::PATCH, &endpoint, ("If-Match", "W/\"1\""), &nick_name("A")).await;
    assert_eq!(patched.header("etag"), "W/\"2\"");
    let replaced = sent(&world, Method::PUT, &endpoint, ("If-Match", "*"), &user("ada")).await;
    assert_eq!(replaced.header("etag"), "W/\"3\"");
    let patched =
        sent(&world, Method::PATCH, &endpoint, ("If-None-Match", "\"2\""), &nick_name("B")).await;
    assert_eq!(patched.header("etag"), "W/\"4\"");
    let deleted =
        sent(&world, Method::DELETE, &endpoint, ("If-Match", "\"4\""), &Value::Null).await;
    assert_eq!(deleted.status, 204);
    for header in [("If-Match", "*"), ("If-None-Match", "*")] {
        let seen = sent(&world, Method::PUT, &endpoint, header, &user("ada")).await;
        seen.assert_scim_error(404, None);
    }
}

#[tokio::test]
async fn a_condition_that_is_none_is_refused() {
    let world = World::of(ProfileName::Standard).await;
    let endpoint = format!("/Users/{}", world.user("ada").await);
    for value in ["1", "", "W/1", "\"1", "*, \"1\""] {
        for (method, header) in [
            (Method::GET, "If-None-Match"),
            (Method::GET, "If-Match"),
            (Method::DELETE, "If-Match"),
            (Method::DELETE, "If-None-Match"),
        ] {
            let seen = sent(&world, method, &endpoint, (header, value), &Value::Null).await;
            seen.assert_scim_error(400, Some("invalidValue"));
        }
    }
    let request = world.request(Method::DELETE, &world.scim(&endpoint));
    let request = request.header("If-Match", "\"2\"").header("If-Match", "\"1\"");
    assert_eq!(Seen::of(request).await.status, 204, "two lines are one list");
}

#[tokio::test]
async fn where_a_profile_has_no_versions_conditions_mean_nothing() {
    let world = World::of(ProfileName::AtlassianExact).await;
    let endpoint = format!("/Users/{}", world.user("ada").await);
    for header in [("If-None-Match", "*"), ("If-Match", "nonsense"), ("If-Match", "\"9\"")] {
        let seen = sent(&world, Method::GET, &endpoint, header, &Value::Null).await;
        assert_eq!((seen.status, seen.header("etag")), (200, ""), "{seen:?}");
    }
    let deleted = sent(&world, Method::DELETE, &endpoint, ("If-Match", "\"9\""), &Value::Null);
    assert_eq!(deleted.await.status, 204);
}
