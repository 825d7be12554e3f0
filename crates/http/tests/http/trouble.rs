//! When the service itself is in trouble: what clients are told, and what not.

use std::time::Duration;

use directory::profile::ProfileName;
use scim_http::Options;

use crate::world::{Mood, World, user};

#[tokio::test]
async fn a_failing_store_is_503_and_keeps_its_secrets() {
    let world = World::of(ProfileName::Atlassian).await;
    world.store.be(Mood::Failing);
    let absent = "/Users/01900000-0000-7000-8000-000000000000";
    for seen in [world.get("/Users").await, world.get(absent).await, world.delete(absent).await] {
        seen.assert_scim_error(503, None);
        assert_eq!(seen.header("retry-after"), "1");
    }
    let seen = world.post("/Users", &user("ada")).await;
    seen.assert_scim_error(503, None);
    world.store.be(Mood::Well);
    assert_eq!(world.post("/Users", &user("ada")).await.status, 201);
}

#[tokio::test]
async fn a_panic_is_500_and_the_service_goes_on() {
    let world = World::of(ProfileName::Standard).await;
    world.store.be(Mood::Panicking);
    world.get("/Users").await.assert_scim_error(500, None);
    world.post("/Users", &user("ada")).await.assert_scim_error(500, None);
    world.store.be(Mood::Well);
    assert_eq!(world.get("/Users").await.status, 200);
}

#[tokio::test]
async fn a_request_that_takes_too_long_is_503() {
    let options = Options { request_timeout: Duration::from_millis(50), ..Options::default() };
    let world = World::with(ProfileName::Standard, options).await;
    world.store.be(Mood::Hanging);
    let seen = world.get("/Users").await;
    seen.assert_scim_error(503, None);
    assert_eq!(
        seen.header("retry-after"),
        "",
        "it may have been done: nobody is asked to repeat it"
    );
}
