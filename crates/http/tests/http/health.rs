//! Liveness and readiness.

use directory::profile::ProfileName;
use reqwest::Method;

use crate::world::{Mood, Seen, World};

#[tokio::test]
async fn readiness_follows_the_store_and_liveness_does_not() {
    let world = World::of(ProfileName::Standard).await;
    let ask = |path: &'static str| Seen::of(world.stranger(Method::GET, path));
    assert_eq!(ask("/readyz").await.status, 200);
    world.store.be(Mood::Failing);
    let seen = ask("/readyz").await;
    seen.assert_scim_error(503, None);
    assert_eq!(seen.header("retry-after"), "1");
    assert_eq!(ask("/healthz").await.status, 200);
    world.store.be(Mood::Well);
    assert_eq!(ask("/readyz").await.status, 200);
}
