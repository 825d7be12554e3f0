//! What one resource may grow to, what it may be called, and that many who change it all come through.

use std::sync::Arc;

use directory::Error;
use directory::model::Kind;
use directory::profile::ProfileName;
use serde_json::json;

use crate::world::{World, id, user};

#[tokio::test]
async fn a_user_does_not_grow_beyond_its_bound_however_many_requests_add_to_it() {
    let world = World::new(ProfileName::Standard).await;
    let ada = world.create(Kind::User, user("ada@example.com")).await.unwrap();
    let limit = world.service.settings().limits.resource_bytes;
    let mut refused = None;
    for n in 0..8 {
        let photo = format!("{n}{}", "x".repeat(limit / 4));
        let add = json!([{ "op": "add", "path": "photos", "value": [{ "value": photo }] }]);
        if let Err(error) = world.patch(Kind::User, id(&ada), add).await {
            refused = Some((n, error));
            break;
        }
    }
    let (n, error) = refused.unwrap();
    assert_eq!(n, 3, "three quarters fit");
    assert!(matches!(error, Error::TooLarge { kind: Kind::User, size, .. } if size > limit));
    let kept = world.read(Kind::User, id(&ada)).await.unwrap();
    assert_eq!(kept["photos"].as_array().unwrap().len(), 3);
    world.verify().await;
}

#[tokio::test]
async fn a_name_nobody_can_see_is_no_name() {
    let world = World::new(ProfileName::Standard).await;
    for name in ["   ", "\u{a0}", "ada\u{0}", "ada\n"] {
        let refused = world.create(Kind::User, json!({ "userName": name })).await.unwrap_err();
        assert_eq!(refused.to_string(), "`userName` is required", "{name:?}");
        let refused = world.create(Kind::Group, json!({ "displayName": name })).await.unwrap_err();
        assert_eq!(refused.to_string(), "`displayName` is required", "{name:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_change_one_user_at_once_everyone_comes_through() {
    let world = Arc::new(World::new(ProfileName::Standard).await);
    let ada = world.create(Kind::User, user("ada@example.com")).await.unwrap();
    let ada = id(&ada).to_owned();
    let tasks = (0..200).map(|n| {
        let (world, ada) = (Arc::clone(&world), ada.clone());
        tokio::spawn(async move {
            let role =
                json!([{ "op": "add", "path": "roles", "value": [{ "value": format!("r{n}") }] }]);
            world.patch(Kind::User, &ada, role).await.unwrap();
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
    let ada = world.read(Kind::User, &ada).await.unwrap();
    assert_eq!(ada["roles"].as_array().unwrap().len(), 200);
    world.verify().await;
}
