//! Bulk requests over HTTP: one answer of 200 with a status for each operation, and limits that are kept.

use directory::Settings;
use directory::profile::ProfileName;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{Mood, Seen, World, user};

fn message(operations: Value) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
        "Operations": operations,
    })
}

fn post_user(name: &str) -> Value {
    json!({ "method": "POST", "path": "/Users", "bulkId": name, "data": user(name) })
}

#[tokio::test]
async fn each_operation_says_how_it_ended() {
    let world = World::of(ProfileName::Standard).await;
    let bob = world.user("bob").await;
    let operations = json!([
        post_user("ada"),
        post_user("bob"),
        { "method": "DELETE", "path": format!("/Users/{bob}") },
        { "method": "PATCH", "path": format!("/Users/{bob}"), "data": { "Operations": [] } },
        {
            "method": "POST", "path": "/Groups", "bulkId": "engines",
            "data": { "displayName": "Engines", "members": [{ "value": "bulkId:cyd" }] },
        },
    ]);
    let seen = world.post("/Bulk", &message(operations)).await;
    assert_eq!((seen.status, seen.header("content-type")), (200, "application/scim+json"));
    let ada = seen.body["Operations"][0]["location"].as_str().unwrap();
    let base = format!("http://{}{}", world.address, world.scim(""));
    assert!(ada.starts_with(&format!("{base}/Users/")), "{ada}");
    let error = |status: &str, scim_type: &str, detail: &Value| {
        json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
            "status": status,
            "scimType": scim_type,
            "detail": detail,
        })
    };
    let detail = |at: usize| &seen.body["Operations"][at]["response"]["detail"];
    let expected = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkResponse"],
        "Operations": [
            {
                "method": "POST", "bulkId": "ada", "version": "W/\"1\"", "location": ada,
                "status": "201",
            },
            {
                "method": "POST", "bulkId": "bob", "status": "409",
                "response": error("409", "uniqueness", detail(1)),
            },
            { "method": "DELETE", "location": format!("{base}/Users/{bob}"), "status": "204" },
            {
                "method": "PATCH", "location": format!("{base}/Users/{bob}"), "status": "400",
                "response": error("400", "invalidSyntax", detail(3)),
            },
            {
                "method": "POST", "bulkId": "engines", "status": "409",
                "response": error("409", "invalidValue", detail(4)),
            },
        ],
    });
    assert_eq!(seen.body, expected);
    assert!(detail(4).as_str().unwrap().contains("bulkId:cyd"), "{seen:?}");
}

#[tokio::test]
async fn a_version_that_is_not_there_any_more_is_412_in_its_operation() {
    let world = World::of(ProfileName::Standard).await;
    let bob = world.user("bob").await;
    let put = |version: &str| {
        json!({
            "method": "PUT", "path": format!("/Users/{bob}"), "version": version, "data": user("bob"),
        })
    };
    let operations = json!([put("W/\"2\""), put("W/\"1\""), put("1")]);
    let seen = world.post("/Bulk", &message(operations)).await;
    let statuses: Vec<&Value> =
        seen.body["Operations"].as_array().unwrap().iter().map(|ended| &ended["status"]).collect();
    assert_eq!(statuses, ["412", "200", "400"], "{seen:?}");
}

#[tokio::test]
async fn too_many_operations_or_bytes_are_413_and_name_the_limit() {
    let settings =
        |url: &str| Settings { bulk_operations: 2, bulk_bytes: 3_000, ..Settings::new(url) };
    let world = World::of_settings(ProfileName::Standard, settings).await;
    let three = message(json!([post_user("a"), post_user("b"), post_user("c")]));
    let seen = world.post("/Bulk", &three).await;
    seen.assert_scim_error(413, None);
    assert!(seen.detail().contains("at most 2"), "{}", seen.detail());

    let sized = |length: usize| {
        let text = message(json!([post_user("a")])).to_string();
        format!("{text}{}", " ".repeat(length - text.len()))
    };
    let send = |body: String| {
        let request = world.request(Method::POST, &world.scim("/Bulk"));
        Seen::of(request.header("Content-Type", "application/scim+json").body(body))
    };
    let seen = send(sized(3_001)).await;
    seen.assert_scim_error(413, None);
    assert!(seen.detail().contains("3000 bytes"), "{}", seen.detail());
    let users = world.get("/Users?count=0").await;
    assert_eq!(users.body["totalResults"], json!(0), "nothing was done");
    assert_eq!(send(sized(3_000)).await.status, 200);

    let config = world.get("/ServiceProviderConfig").await;
    let stated = json!({ "supported": true, "maxOperations": 2, "maxPayloadSize": 3_000 });
    assert_eq!(config.body["bulk"], stated);
}

#[tokio::test]
async fn a_bulk_request_may_be_larger_than_a_single_one_but_not_its_operations() {
    let world = World::of(ProfileName::Standard).await;
    let long = |name: &str, length: usize| {
        let mut operation = post_user(name);
        operation["data"]["title"] = json!("x".repeat(length));
        operation
    };
    let operations = json!([long("a", 800_000), long("b", 800_000), long("c", 1_100_000)]);
    let seen = world.post("/Bulk", &message(operations)).await;
    let ended = &seen.body["Operations"];
    assert_eq!((&ended[0]["status"], &ended[1]["status"]), (&json!("201"), &json!("201")));
    assert_eq!(ended[2]["status"], json!("413"), "{:?}", ended[2]);
}

/// As deep as the body of a single request may be, and a level deeper.
#[tokio::test]
async fn data_may_nest_as_deep_as_in_a_single_request() {
    let world = World::of(ProfileName::Standard).await;
    let nested = |levels: usize| {
        let mut operation = post_user("ada");
        operation["data"]["extra"] = (1..levels - 1).fold(json!([]), |inner, _| json!([inner]));
        operation
    };
    let single = |levels: usize| nested(levels)["data"].clone();
    world.post("/Users", &single(33)).await.assert_scim_error(400, Some("invalidSyntax"));
    let deeper = world.post("/Bulk", &message(json!([nested(33)]))).await;
    deeper.assert_scim_error(400, Some("invalidSyntax"));
    let seen = world.post("/Bulk", &message(json!([nested(32)]))).await;
    assert_eq!(seen.body["Operations"][0]["status"], json!("201"), "{seen:?}");
}

#[tokio::test]
async fn what_is_no_bulk_request_is_refused_as_a_whole() {
    let world = World::of(ProfileName::Standard).await;
    let twice = message(json!([post_user("ada"), post_user("ada")]));
    for body in [json!({}), message(json!({})), message(json!([1])), twice] {
        world.post("/Bulk", &body).await.assert_scim_error(400, Some("invalidSyntax"));
    }
    let seen = world.get("/Bulk").await;
    seen.assert_scim_error(405, None);
    assert_eq!(seen.header("allow"), "POST");
}

#[tokio::test]
async fn atlassian_has_no_bulk_and_its_patches_of_unknown_members_are_404() {
    let world = World::of(ProfileName::AtlassianExact).await;
    let ada = message(json!([post_user("ada")]));
    world.post("/Bulk", &ada).await.assert_scim_error(501, None);

    let world = World::of(ProfileName::Atlassian).await;
    let unknown = "01900000-0000-7000-8000-000000000000";
    let add = json!({ "op": "add", "path": "members", "value": [{ "value": unknown }] });
    let operations = json!([
        { "method": "POST", "path": "/Groups", "bulkId": "g", "data": { "displayName": "g" } },
        { "method": "PATCH", "path": "/Groups/bulkId:g", "data": { "Operations": [add] } },
    ]);
    let seen = world.post("/Bulk", &message(operations)).await;
    assert_eq!(seen.body["Operations"][1]["status"], json!("404"), "{seen:?}");
}

#[tokio::test]
async fn what_else_was_done_is_noticed_with_its_operation() {
    let world = World::of(ProfileName::Atlassian).await;
    world.service.add_domain(&world.admin, "example.com").await.unwrap();
    let id = world.user("ada").await;
    let mut moved = user("ada");
    moved["emails"][0]["value"] = json!("ada@elsewhere.org");
    let operations = json!([post_user("bob"), { "method": "PUT", "path": format!("/Users/{id}"), "data": moved }]);
    let seen = world.post("/Bulk", &message(operations)).await;
    assert!(seen.header("rollcall-notice").starts_with("operation 2: "), "{seen:?}");
}

#[tokio::test]
async fn a_store_in_trouble_is_503_in_the_operation_and_shows_nothing_of_itself() {
    let world = World::of(ProfileName::Standard).await;
    world.store.be(Mood::Failing);
    let seen = world.post("/Bulk", &message(json!([post_user("ada")]))).await;
    assert_eq!(seen.status, 200, "{seen:?}");
    assert_eq!(seen.body["Operations"][0]["status"], json!("503"));
    assert!(!seen.body.to_string().contains("secret"), "{seen:?}");
}
