//! Requests that are refused as a whole, before anything is done.

use std::sync::Arc;

use directory::bulk::BulkError;
use directory::model::Scope;
use directory::profile::ProfileName;
use directory::{Administrator, NewKey, RequestInfo, Service, Settings};
use directory_testkit::ModelStore;
use serde_json::json;

use super::*;

#[tokio::test]
async fn too_many_operations_are_refused_and_the_limit_named() {
    let settings = Settings { bulk_operations: 2, ..Settings::new("https://rollcall.test") };
    let service = Service::new(Arc::new(ModelStore::new()), settings);
    let organization = service.create_organization("Example").await.unwrap();
    let admin = Administrator::local(organization.id);
    let caller = crate::world::caller(&service, &admin, ProfileName::Standard).await;
    let world = World { service, admin, caller };
    let three = message(&json!([post_user("a"), post_user("b"), post_user("c")]));
    let refused = request(&world, three).await.unwrap_err();
    assert!(
        matches!(refused, Error::Bulk(BulkError::TooManyOperations { count: 3, limit: 2 })),
        "{refused:?}"
    );
    assert!(world.caller.profile().messages.detail(&refused).contains("at most 2"));
    assert_eq!(count(&world, Kind::User).await, 0);
    let two = bulk(&world, json!([post_user("a"), post_user("b")])).await;
    assert_eq!(statuses(&two), [201, 201]);
}

#[tokio::test]
async fn one_operation_may_be_no_larger_than_a_single_request() {
    let world = World::new(ProfileName::Standard).await;
    let mut large = post_user("a");
    large["data"]["title"] = json!("x".repeat(2_000));
    let message = object(message(&json!([large, post_user("b")])));
    let results = world.service.bulk(&world.caller, message, 2_000).await.unwrap();
    assert_eq!(statuses(&results), [0, 201]);
    let refused = results[0].outcome.as_ref().unwrap_err();
    assert!(matches!(refused, Error::Bulk(BulkError::TooLarge { limit: 2_000 })), "{refused:?}");
}

#[tokio::test]
async fn a_name_that_two_operations_give_is_refused() {
    let world = World::new(ProfileName::Standard).await;
    let operations = json!([post_user("a"), post_user("b"), post_user("a")]);
    let refused = request(&world, message(&operations)).await.unwrap_err();
    assert!(matches!(&refused, Error::Scim(scim::Error::Bulk(_))), "{refused:?}");
    assert!(refused.to_string().contains("operation 3"), "{refused}");
    assert_eq!(count(&world, Kind::User).await, 0);
}

#[tokio::test]
async fn schemas_may_be_missing_only_where_that_is_tolerated() {
    for (profile, accepted) in [(ProfileName::Standard, true), (ProfileName::Strict, false)] {
        let world = World::new(profile).await;
        let answered = request(&world, json!({ "Operations": [] })).await;
        assert_eq!(answered.is_ok(), accepted, "{answered:?}");
    }
}

#[tokio::test]
async fn a_key_that_may_only_read_opens_no_bulk_request() {
    let world = World::new(ProfileName::Standard).await;
    let new = NewKey {
        directory: Some(world.caller.directory().id),
        user: None,
        label: "reader".to_owned(),
        scope: Scope::Read,
        expires: None,
    };
    let (_, token) = world.service.create_key(&world.admin, new).await.unwrap();
    let directory = world.caller.directory().id.to_string();
    let info = RequestInfo::default();
    let reader = world.service.admit(Some(token.reveal()), &directory, info).await.unwrap();
    let message = object(message(&json!([post_user("a")])));
    let refused = world.service.bulk(&reader, message, BYTES).await.unwrap_err();
    assert!(matches!(refused, Error::Forbidden(_)), "{refused:?}");
}
