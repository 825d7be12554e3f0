//! Who is let in, and what those are told who are not.

use directory::model::Scope;
use directory::profile::ProfileName;
use reqwest::Method;
use serde_json::json;

use crate::world::{Seen, World, user};

/// Paths below a directory: there or not, with the right method or not.
const ANYWHERE: [(Method, &str); 13] = [
    (Method::GET, "/Users"),
    (Method::POST, "/Users"),
    (Method::DELETE, "/Users"),
    (Method::GET, "/Users/1"),
    (Method::GET, "/ServiceProviderConfig"),
    (Method::POST, "/Bulk"),
    (Method::GET, "/Nothing/here"),
    (Method::GET, ""),
    (Method::POST, "/.search"),
    (Method::GET, "/Users/.search"),
    (Method::GET, "/Me"),
    (Method::POST, "/Me"),
    (Method::OPTIONS, "/Groups"),
];

#[tokio::test]
async fn a_stranger_learns_only_that_a_key_is_needed() {
    let world = World::of(ProfileName::Atlassian).await;
    for (method, endpoint) in ANYWHERE {
        let seen = Seen::of(world.stranger(method.clone(), &world.scim(endpoint))).await;
        seen.assert_scim_error(401, None);
        assert_eq!(seen.header("www-authenticate"), "Bearer realm=\"rollcall\"");
        assert_eq!(seen.header("allow"), "", "{method} {endpoint}");
        assert_eq!(seen.detail(), "Missing authorization header");
        assert_eq!(seen.body["error"], json!("Missing authorization header"));
        assert_is_trace_id(&seen);
    }
}

#[tokio::test]
async fn every_useless_key_is_told_the_same() {
    let world = World::of(ProfileName::Standard).await;
    let unknown = World::of(ProfileName::Standard).await.key;
    let revoked = world.new_key(Scope::Provision).await;
    let keys = world.service.keys(&world.admin).await.unwrap();
    world.service.revoke_key(&world.admin, keys.last().unwrap().id).await.unwrap();
    for credentials in [
        format!("Bearer {unknown}"),
        format!("Bearer {revoked}"),
        "Bearer rc_nonsense".to_owned(),
        "Bearer".to_owned(),
        format!("Basic {}", world.key),
        world.key.clone(),
    ] {
        let request = world.stranger(Method::GET, &world.scim("/Users"));
        let seen = Seen::of(request.header("Authorization", &credentials)).await;
        seen.assert_scim_error(401, None);
        assert_eq!(
            seen.detail(),
            "The bearer key is not valid: it is unknown, expired or revoked."
        );
        assert_eq!(
            seen.header("www-authenticate"),
            "Bearer realm=\"rollcall\", error=\"invalid_token\""
        );
    }
}

#[tokio::test]
async fn the_scheme_may_be_written_in_any_case() {
    let world = World::of(ProfileName::Standard).await;
    for scheme in ["bearer", "BEARER"] {
        let request = world.stranger(Method::GET, &world.scim("/Users"));
        let seen = Seen::of(request.header("Authorization", format!("{scheme} {}", world.key)));
        assert_eq!(seen.await.status, 200);
    }
}

#[tokio::test]
async fn a_key_opens_its_own_directory_and_no_other_there_or_not() {
    let world = World::of(ProfileName::Atlassian).await;
    let other = world
        .service
        .create_directory(&world.admin, "Guests", ProfileName::Atlassian)
        .await
        .unwrap()
        .id
        .to_string();
    let absent = "01900000-0000-7000-8000-000000000000".to_owned();
    for directory in
        [other, absent, "nonsense".to_owned(), world.directory.to_string().to_uppercase()]
    {
        let path = format!("/scim/directory/{directory}/Users");
        let seen = Seen::of(world.request(Method::GET, &path)).await;
        seen.assert_scim_error(403, None);
        let text = format!("Not authorized to access : scim/directory/{directory}/Users");
        assert_eq!(seen.body["error"], json!(text));
        assert_eq!(
            seen.detail(),
            "The key does not open this directory; use the directory's own key."
        );
        assert_is_trace_id(&seen);
    }
}

#[tokio::test]
async fn the_organization_s_key_opens_no_directory() {
    let world = World::of(ProfileName::Atlassian).await;
    let key = world.new_key(Scope::Organization).await;
    for (method, endpoint) in ANYWHERE {
        let request = world.stranger(method, &world.scim(endpoint)).bearer_auth(&key);
        let seen = Seen::of(request).await;
        seen.assert_scim_error(403, None);
        let text =
            format!("Not authorized to access : scim/directory/{}{endpoint}", world.directory);
        assert_eq!(seen.body["error"], json!(text));
    }
}

#[tokio::test]
async fn a_reading_key_changes_nothing() {
    for (profile, gateway) in [(ProfileName::Atlassian, true), (ProfileName::Standard, false)] {
        let world = World::of(profile).await;
        let key = world.new_key(Scope::Read).await;
        let create = world.stranger(Method::POST, &world.scim("/Users")).bearer_auth(&key);
        let seen = Seen::of(create.json(&user("ada"))).await;
        seen.assert_scim_error(403, None);
        assert_eq!(seen.body.get("traceId").is_some(), gateway, "{seen:?}");
        assert_eq!(seen.detail(), "The key may only read; use one of scope provision.");
        if gateway {
            assert_eq!(seen.body["error"], json!("You are not authorized to call the API"));
        }
        let list = world.stranger(Method::GET, &world.scim("/Users")).bearer_auth(&key);
        let seen = Seen::of(list).await;
        assert_eq!((seen.status, &seen.body["totalResults"]), (200, &json!(0)));
    }
}

fn assert_is_trace_id(seen: &Seen) {
    let trace = seen.body["traceId"].as_str().unwrap();
    assert_eq!(trace.len(), 16, "{trace}");
    assert!(trace.bytes().all(|byte| byte.is_ascii_hexdigit()), "{trace}");
    assert_eq!(trace, seen.header("x-request-id"));
}
