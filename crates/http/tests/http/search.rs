//! Queries in a message: `POST /.search` (RFC 7644 §3.4.3).

use directory::model::Scope;
use directory::profile::ProfileName;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{Seen, World};

const SEARCH_REQUEST: &str = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

fn request(mut members: Value) -> Value {
    members["schemas"] = json!([SEARCH_REQUEST]);
    members
}

async fn populated(profile: ProfileName) -> World {
    let world = World::of(profile).await;
    for name in ["ada", "grace", "alan"] {
        world.user(name).await;
    }
    let group = json!({"displayName": "Engines", "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"]});
    assert_eq!(world.post("/Groups", &group).await.status, 201);
    world
}

#[tokio::test]
async fn t73_a_search_answers_what_the_list_answers() {
    let world = populated(ProfileName::Strict).await;
    let search = request(json!({
        "filter": "userName sw \"a\"",
        "sortBy": "userName",
        "sortOrder": "descending",
        "attributes": ["userName"],
        "startIndex": 1,
        "count": 10,
    }));
    let seen = world.post("/Users/.search", &search).await;
    let query = "filter=userName+sw+%22a%22&sortBy=userName&sortOrder=descending&attributes=userName&startIndex=1&count=10";
    let listed = world.get(&format!("/Users?{query}")).await;
    assert_eq!((seen.status, &seen.body), (200, &listed.body));
    assert_eq!(seen.body["totalResults"], json!(2));
    assert_eq!(seen.header("location"), "");
    assert_eq!(seen.header("content-type"), "application/scim+json");

    let slim = request(json!({"excludedAttributes": ["members"]}));
    let groups = world.post("/Groups/.search", &slim).await;
    assert_eq!(groups.body["Resources"][0]["displayName"], json!("Engines"));
    let all = world.post("/.search", &request(json!({"filter": "displayName pr"}))).await;
    assert_eq!((all.status, &all.body["totalResults"]), (200, &json!(1)), "{all:?}");
    assert_eq!(world.post("/.search", &request(json!({}))).await.body, world.get("").await.body);
}

#[tokio::test]
async fn a_search_is_paged_by_cursor() {
    let world = populated(ProfileName::Standard).await;
    let mut cursor = json!("");
    let mut met = 0;
    loop {
        let seen = world.post("/.search", &request(json!({"cursor": cursor, "count": 3}))).await;
        assert_eq!(seen.status, 200, "{seen:?}");
        met += seen.body["Resources"].as_array().unwrap().len();
        match seen.body.get("nextCursor") {
            Some(next) => cursor = next.clone(),
            None => break,
        }
    }
    assert_eq!(met, 4);
    let forged = world.post("/.search", &request(json!({"cursor": "x"}))).await;
    forged.assert_scim_error(400, Some("invalidCursor"));
}

#[tokio::test]
async fn a_search_that_is_none_is_refused() {
    let world = populated(ProfileName::Strict).await;
    for (body, scim_type) in [
        (json!({}), "invalidSyntax"),
        (json!({"schemas": []}), "invalidSyntax"),
        (json!({"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]}), "invalidSyntax"),
        (json!([]), "invalidSyntax"),
        (request(json!({"attributes": "userName"})), "invalidValue"),
        (request(json!({"count": "10"})), "invalidValue"),
        (request(json!({"startIndex": 1.5})), "invalidValue"),
        (request(json!({"sortBy": "userName", "sortOrder": "up"})), "invalidValue"),
        (request(json!({"attributes": ["id"], "excludedAttributes": ["name"]})), "invalidValue"),
        (request(json!({"filter": 7})), "invalidValue"),
        (request(json!({"filter": ""})), "invalidFilter"),
        (request(json!({"filter": "userName"})), "invalidFilter"),
    ] {
        for endpoint in ["/.search", "/Users/.search", "/Groups/.search"] {
            let seen = world.post(endpoint, &body).await;
            seen.assert_scim_error(400, Some(scim_type));
        }
    }
    let text = world.request(Method::POST, &world.scim("/.search")).body("filter");
    let text = text.header("Content-Type", "text/plain");
    Seen::of(text).await.assert_scim_error(415, None);
    let picky = world.request(Method::POST, &world.scim("/.search")).json(&request(json!({})));
    Seen::of(picky.header("Accept", "text/html")).await.assert_scim_error(406, None);
}

#[tokio::test]
async fn a_reading_key_may_search_and_a_stranger_may_not() {
    let world = populated(ProfileName::Standard).await;
    let key = world.new_key(Scope::Read).await;
    for endpoint in ["/.search", "/Users/.search", "/Groups/.search"] {
        let search =
            || world.stranger(Method::POST, &world.scim(endpoint)).json(&request(json!({})));
        assert_eq!(Seen::of(search().bearer_auth(&key)).await.status, 200, "{endpoint}");
        Seen::of(search()).await.assert_scim_error(401, None);
    }
    Seen::of(world.stranger(Method::GET, &world.scim(""))).await.assert_scim_error(401, None);
}
