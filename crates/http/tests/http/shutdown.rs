//! The end: what is under way is finished, and nothing waits for ever.

use std::sync::Arc;
use std::time::Duration;

use directory::profile::ProfileName;
use reqwest::Method;
use scim_http::Options;

use crate::world::{Mood, Seen, World};

#[tokio::test]
async fn what_is_being_answered_is_finished() {
    let mut world = World::of(ProfileName::Standard).await;
    let path = world.scim("/Users");
    world.store.be(Mood::Hanging);
    let request = world.request(Method::GET, &path);
    let slow = tokio::spawn(async move { Seen::of(request).await });
    world.store.entered().await;
    let server = world.stop();
    world.store.be(Mood::Well);
    assert_eq!(slow.await.unwrap().status, 200);
    server.await.unwrap();
    assert!(world.stranger(Method::GET, &path).send().await.is_err());
}

#[tokio::test]
async fn what_does_not_finish_is_cut_off() {
    let options = Options { drain_timeout: Duration::from_millis(50), ..Options::default() };
    let mut world = World::with(ProfileName::Standard, options).await;
    world.store.be(Mood::Hanging);
    let request = world.request(Method::GET, &world.scim("/Users"));
    let slow = tokio::spawn(async move { request.send().await });
    world.store.entered().await;
    world.stop().await.unwrap();
    assert!(slow.await.unwrap().is_err());
    let held_by_the_test = 2;
    assert_eq!(Arc::strong_count(&world.store), held_by_the_test);
}

#[tokio::test]
async fn readiness_goes_first() {
    let options = Options { drain_delay: Duration::from_mins(1), ..Options::default() };
    let mut world = World::with(ProfileName::Standard, options).await;
    assert_eq!(Seen::of(world.stranger(Method::GET, "/readyz")).await.status, 200);
    let server = world.stop();
    while Seen::of(world.stranger(Method::GET, "/readyz")).await.status == 200 {}
    Seen::of(world.stranger(Method::GET, "/readyz")).await.assert_scim_error(503, None);
    assert_eq!(world.get("/Users").await.status, 200);
    server.abort();
}

#[tokio::test]
async fn idle_connections_do_not_hold_it_up() {
    let mut world = World::of(ProfileName::Standard).await;
    let idle = tokio::net::TcpStream::connect(world.address).await.unwrap();
    assert_eq!(world.get("/Users").await.status, 200);
    world.stop().await.unwrap();
    drop(idle);
}
