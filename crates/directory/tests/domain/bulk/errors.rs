//! Operations that fail, and what becomes of the others.

use directory::bulk::BulkError;
use directory::profile::ProfileName;
use serde_json::json;

use super::*;

#[tokio::test]
async fn an_operation_that_can_t_be_in_a_bulk_request_fails_alone() {
    let world = World::new(ProfileName::Standard).await;
    let unknown = "01900000-0000-7000-8000-000000000000";
    let at = |path: &str| path.replace("{id}", unknown);
    let operations = json!([
        { "method": "GET", "path": "/Users" },
        { "method": "POST", "path": "/Bulk", "bulkId": "a", "data": {} },
        { "method": "POST", "path": "/Users/.search", "bulkId": "b", "data": {} },
        { "method": "POST", "path": at("/Users/{id}"), "bulkId": "c", "data": {} },
        { "method": "PUT", "path": "/Users", "data": {} },
        { "method": "POST", "path": "/Users", "data": { "userName": "x" } },
        { "method": "POST", "path": "/Users", "bulkId": "d" },
        { "method": "PATCH", "path": at("/Users/{id}"), "data": "x" },
        { "method": "DELETE", "path": at("/Users/{id}"), "version": "1" },
        { "method": "DELETE", "path": at("/Users/{id}") },
        { "method": "DELETE", "path": "https://elsewhere.test/Users/1" },
        { "method": "post", "path": "Users", "bulkId": "e", "data": { "userName": "ada" } },
    ]);
    let results = bulk(&world, operations).await;
    let kinds: Vec<&str> = results
        .iter()
        .map(|result| match &result.outcome {
            Ok(_) => "done",
            Err(Error::Bulk(BulkError::Method { .. })) => "method",
            Err(Error::Bulk(BulkError::Path { .. })) => "path",
            Err(Error::Bulk(BulkError::MissingId)) => "bulkId",
            Err(Error::Bulk(BulkError::Data { .. })) => "data",
            Err(Error::Bulk(BulkError::Version { .. })) => "version",
            Err(Error::NotFound { .. }) => "not found",
            Err(error) => panic!("{error:?}"),
        })
        .collect();
    let expected = [
        "method",
        "path",
        "path",
        "path",
        "path",
        "bulkId",
        "data",
        "data",
        "version",
        "not found",
        "path",
        "done",
    ];
    assert_eq!(kinds, expected);
    assert_eq!(results[0].method, "GET");
    assert_eq!(results[11].method, "POST");
    assert_eq!(count(&world, Kind::User).await, 1);
}

#[tokio::test]
async fn strict_takes_methods_in_upper_case_and_whole_patches_only() {
    let world = World::new(ProfileName::Strict).await;
    let schemas = ["urn:ietf:params:scim:schemas:core:2.0:User"];
    let data = json!({ "schemas": schemas, "userName": "ada" });
    let operations = json!([
        { "method": "post", "path": "/Users", "bulkId": "a", "data": data },
        { "method": "POST", "path": "/Users", "bulkId": "b", "data": data },
        { "method": "PATCH", "path": "/Users/bulkId:b", "data": [{ "op": "remove", "path": "title" }] },
    ]);
    let results = bulk(&world, operations).await;
    assert_eq!(statuses(&results), [0, 201, 0], "{results:?}");
    assert!(matches!(results[2].outcome, Err(Error::Bulk(BulkError::Data { .. }))));
}

/// Three that fail among seven, and how many operations are answered for each limit.
#[tokio::test]
async fn after_so_many_errors_the_rest_is_not_processed() {
    for (limit, processed) in [(1, 2), (2, 4), (3, 6), (4, 7)] {
        let world = World::new(ProfileName::Standard).await;
        let bad =
            |name: &str| json!({ "method": "POST", "path": "/Users", "bulkId": name, "data": {} });
        let operations = json!([
            post_user("a"),
            bad("b"),
            post_user("c"),
            bad("d"),
            post_user("e"),
            bad("f"),
            post_user("g"),
        ]);
        let mut message = message(&operations);
        message["failOnErrors"] = json!(limit);
        let results = request(&world, message).await.unwrap();
        assert_eq!(results.len(), processed, "{limit}");
        let created = results.iter().filter(|result| result.outcome.is_ok()).count();
        assert_eq!(count(&world, Kind::User).await, json!(created), "{limit}");
    }
}

#[tokio::test]
async fn every_operation_has_a_log_entry_and_notices_of_its_own() {
    let world = World::new(ProfileName::Atlassian).await;
    let results =
        bulk(&world, json!([post_user("ada"), post_group("Engines", &["bulkId:ada"])])).await;
    let mut moved = crate::world::user("ada@example.com");
    moved["emails"][0]["value"] = json!("ada@elsewhere.org");
    let path = format!("/Users/{}", id(&results[0]));
    let results = bulk(&world, json!([{ "method": "PUT", "path": path, "data": moved }])).await;
    assert_eq!(statuses(&results), [200], "{results:?}");
    assert!(!done(&results[0]).notices.is_empty());
    world.verify().await;
}
