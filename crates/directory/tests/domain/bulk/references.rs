//! `bulkId:…` wherever it stands, before or after what it refers to.

use directory::bulk::BulkError;
use directory::profile::ProfileName;
use serde_json::json;

use super::*;

#[tokio::test]
async fn references_may_stand_before_what_they_refer_to() {
    let world = World::new(ProfileName::Atlassian).await;
    let results = bulk(
        &world,
        json!([
            post_group("Engines", &["bulkId:ada", "bulkId:bob"]),
            post_user("bob"),
            post_user("ada"),
        ]),
    )
    .await;
    assert_eq!(statuses(&results), [201; 3], "{results:?}");
    assert_eq!(results[1].bulk_id.as_deref(), Some("bob"), "in the order of the request");
    let mut both = [id(&results[1]), id(&results[2])];
    both.sort_unstable();
    assert_eq!(members(&world, id(&results[0])).await, both);
    world.verify().await;
}

#[tokio::test]
async fn references_are_put_in_place_in_paths_values_and_filters() {
    let world = World::new(ProfileName::Standard).await;
    let patch = |operations: Value| json!({ "method": "PATCH", "path": "Groups/bulkId:Engines", "data": { "Operations": operations } });
    let results = bulk(
        &world,
        json!([
            post_group("Engines", &["bulkId:ada", "bulkId:bob"]),
            post_user("ada"),
            post_user("bob"),
            post_user("cyd"),
            patch(json!([{ "op": "add", "path": "members", "value": [{ "value": "bulkId:cyd" }] }])),
            patch(json!([{ "op": "remove", "path": "members[value eq \"bulkId:ada\"]" }])),
            patch(json!([{ "op": "replace", "path": "displayName", "value": "bulkId:ada" }])),
            { "method": "PUT", "path": "/Users/bulkId:cyd", "data": { "userName": "bulkId:cyd" } },
            { "method": "DELETE", "path": format!("{}/Users/bulkId:bob", world.caller.base()) },
        ]),
    )
    .await;
    assert_eq!(statuses(&results), [201, 201, 201, 201, 200, 200, 200, 200, 204], "{results:?}");
    let group = id(&results[0]);
    assert_eq!(members(&world, group).await, [id(&results[3])]);
    let read = world.read(Kind::Group, group).await.unwrap();
    assert_eq!(read["displayName"], "bulkId:ada", "a name is no reference");
    assert_eq!(results[4].location, results[0].location);
    assert_eq!(results[8].location, results[2].location, "the URL of what was deleted");
    let cyd = world.read(Kind::User, id(&results[3])).await.unwrap();
    assert_eq!(cyd["userName"], "bulkId:cyd");
    world.verify().await;
}

#[tokio::test]
async fn a_reference_to_nothing_or_to_a_failure_fails_alone() {
    let world = World::new(ProfileName::Standard).await;
    let nameless = json!({
        "method": "POST", "path": "/Users", "bulkId": "bob", "data": { "displayName": "Bob" },
    });
    let results = bulk(
        &world,
        json!([
            post_group("Nobodies", &["bulkId:nobody"]),
            nameless,
            post_group("Engines", &["bulkId:bob"]),
            { "method": "DELETE", "path": "/Groups/bulkId:Engines" },
            post_user("ada"),
        ]),
    )
    .await;
    assert_eq!(statuses(&results), [0, 0, 0, 0, 201]);
    let failed = |at: usize| results[at].outcome.as_ref().unwrap_err();
    assert!(matches!(failed(0), Error::Bulk(BulkError::Unresolved { name }) if name == "nobody"));
    assert!(matches!(failed(1), Error::Scim(_)));
    assert!(matches!(failed(2), Error::Bulk(BulkError::FailedReference { name }) if name == "bob"));
    assert!(matches!(failed(3), Error::Bulk(BulkError::FailedReference { .. })));
    let base = world.caller.base();
    assert_eq!(results[3].location, Some(format!("{base}/Groups/bulkId:Engines")));
    assert!(refusal(&world, &results[0]).contains("bulkId:nobody"));
    assert_eq!(count(&world, Kind::Group).await, 0);
}
