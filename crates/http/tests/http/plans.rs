//! How a filter was answered, for operators who ask.

use directory::Settings;
use directory::profile::ProfileName;
use reqwest::Method;
use serde_json::json;

use crate::world::{Seen, World};

async fn explained(world: &World, endpoint: &str) -> Seen {
    let request = world.request(Method::GET, &world.scim(endpoint));
    Seen::of(request.header("Rollcall-Explain", "true")).await
}

#[tokio::test]
async fn the_plan_is_told_to_who_asks() {
    let world = World::of(ProfileName::Standard).await;
    world.user("ada").await;
    world.user("grace").await;
    let seen = explained(&world, "/Users?filter=userName+eq+%22ada%22").await;
    assert_eq!(seen.header("rollcall-plan"), "index on userName (one value); 1 candidate, exact");
    assert_eq!(seen.body["totalResults"], json!(1));

    let seen = explained(&world, "/Users?filter=nickName+pr").await;
    assert_eq!(seen.header("rollcall-plan"), "all users; 2 candidates, each read and evaluated");
    let unasked = world.get("/Users?filter=nickName+pr").await;
    assert_eq!((unasked.status, unasked.header("rollcall-plan")), (200, ""));
    let nothing = explained(&world, "/Users").await;
    assert_eq!((nothing.status, nothing.header("rollcall-plan")), (200, ""));
    explained(&world, "/Users?filter=shoe+pr").await.assert_scim_error(400, Some("invalidFilter"));
}

#[tokio::test]
async fn t71_a_query_that_costs_too_much_is_refused_and_explained() {
    let settings = |url: &str| Settings { scan: 2, ..Settings::new(url) };
    let world = World::of_settings(ProfileName::Standard, settings).await;
    for name in ["ada", "grace", "alan"] {
        world.user(name).await;
    }
    let seen = explained(&world, "/Users?filter=nickName+pr").await;
    seen.assert_scim_error(400, Some("tooMany"));
    assert!(seen.detail().contains("nickName"), "{}", seen.detail());
    assert_eq!(seen.header("rollcall-plan"), "all users; 3 candidates, too many to read: refused");
    let root = world.get("?filter=nickName+pr").await;
    root.assert_scim_error(400, Some("tooMany"));
    assert_eq!(world.get("").await.body["totalResults"], json!(3), "counting reads nothing");
}
