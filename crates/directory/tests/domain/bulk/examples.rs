//! The examples of RFC 7644 §3.7.1 to §3.7.3.

use directory::profile::ProfileName;
use serde_json::json;

use super::*;
use crate::world::{id as id_of, user};

#[tokio::test]
async fn section_3_7_2_a_group_takes_in_the_user_that_is_created_before_it() {
    let world = World::new(ProfileName::Standard).await;
    let results = bulk(
        &world,
        json!([
            {
                "method": "POST",
                "path": "/Users",
                "bulkId": "qwerty",
                "data": {
                    "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
                    "userName": "Alice",
                },
            },
            {
                "method": "POST",
                "path": "/Groups",
                "bulkId": "ytrewq",
                "data": {
                    "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
                    "displayName": "Tour Guides",
                    "members": [{ "type": "User", "value": "bulkId:qwerty" }],
                },
            },
        ]),
    )
    .await;
    assert_eq!(statuses(&results), [201, 201], "{results:?}");
    let [user, group] = &results[..] else { panic!("{results:?}") };
    assert_eq!((user.method.as_str(), user.bulk_id.as_deref()), ("POST", Some("qwerty")));
    assert_eq!(done(user).etag.as_deref(), Some("W/\"1\""));
    assert_eq!(user.location, Some(format!("{}/Users/{}", world.caller.base(), id(user))));
    assert_eq!(members(&world, id(group)).await, [id(user)]);
    world.verify().await;
}

#[tokio::test]
async fn section_3_7_3_four_methods_in_one_request() {
    let world = World::new(ProfileName::Standard).await;
    let mut ids = Vec::new();
    for name in ["bob", "cyd", "dan"] {
        let user = world.create(Kind::User, user(name)).await.unwrap();
        ids.push(id_of(&user).to_owned());
    }
    let results = bulk(
        &world,
        json!([
            { "method": "POST", "path": "/Users", "bulkId": "qwerty", "data": user("alice") },
            {
                "method": "PUT",
                "path": format!("/Users/{}", ids[0]),
                "version": "W/\"1\"",
                "data": { "userName": "bob", "displayName": "Bob" },
            },
            {
                "method": "PATCH",
                "path": format!("/Users/{}", ids[1]),
                "version": "W/\"edac3253e2c0ef2\"",
                "data": [{ "op": "remove", "path": "nickName" }],
            },
            { "method": "DELETE", "path": format!("/Users/{}", ids[2]), "version": "W/\"1\"" },
        ]),
    )
    .await;
    assert_eq!(statuses(&results), [201, 200, 0, 204]);
    let stale = results[2].outcome.as_ref().unwrap_err();
    assert!(matches!(stale, Error::Precondition { version: 1, .. }), "{stale:?}");
    assert_eq!(done(&results[1]).etag.as_deref(), Some("W/\"2\""));
    for (result, id) in results[1..].iter().zip(&ids) {
        assert_eq!(result.location, Some(format!("{}/Users/{id}", world.caller.base())));
    }
    assert_eq!(world.read(Kind::User, &ids[0]).await.unwrap()["displayName"], "Bob");
    assert!(matches!(world.read(Kind::User, &ids[2]).await, Err(Error::NotFound { .. })));
    world.verify().await;
}

/// Groups that are members of each other: the RFC lets a server refuse with 409 what it can't solve, and these
/// groups must not nest in circles.
#[tokio::test]
async fn section_3_7_1_groups_in_each_other_are_refused_and_leave_nothing_behind() {
    for profile in [ProfileName::Standard, ProfileName::Atlassian] {
        let world = World::new(profile).await;
        let results = bulk(
            &world,
            json!([
                post_group("Group A", &["bulkId:Group B"]),
                post_group("Group B", &["bulkId:Group A"]),
                post_user("ada"),
            ]),
        )
        .await;
        assert_eq!(statuses(&results), [0, 0, 201], "{results:?}");
        for result in &results[..2] {
            assert_eq!(result.location, None);
        }
        assert_eq!(count(&world, Kind::Group).await, 0);
        world.verify().await;
    }
}
