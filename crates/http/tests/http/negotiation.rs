//! What media type is answered.

use directory::profile::ProfileName;
use reqwest::Method;

use crate::world::{Seen, World};

#[tokio::test]
async fn answers_are_in_the_type_that_is_asked_for() {
    let world = World::of(ProfileName::Standard).await;
    let id = world.user("ada").await;
    for endpoint in ["/Users".to_owned(), format!("/Users/{id}"), "/Schemas".to_owned()] {
        for (accept, content_type) in [
            ("*/*", "application/scim+json"),
            ("application/scim+json", "application/scim+json"),
            ("application/json", "application/json"),
            ("application/json;q=0.5, application/scim+json", "application/scim+json"),
            ("application/json, text/plain, */*", "application/json"),
        ] {
            let request = world.request(Method::GET, &world.scim(&endpoint));
            let seen = Seen::of(request.header("Accept", accept)).await;
            assert_eq!((seen.status, seen.header("content-type")), (200, content_type), "{accept}");
        }
        let request = world.request(Method::GET, &world.scim(&endpoint));
        Seen::of(request.header("Accept", "text/html")).await.assert_scim_error(406, None);
    }
}

#[tokio::test]
async fn what_can_not_be_answered_is_not_done() {
    let world = World::of(ProfileName::Standard).await;
    let request = world.request(Method::POST, &world.scim("/Users")).header("Accept", "text/html");
    Seen::of(request.json(&crate::world::user("ada"))).await.assert_scim_error(406, None);
    assert_eq!(world.get("/Users").await.body["totalResults"], 0);
}

#[tokio::test]
async fn errors_are_scim_json_whatever_is_asked_for() {
    let world = World::of(ProfileName::Standard).await;
    let request = world.request(Method::GET, &world.scim("/Users/1"));
    Seen::of(request.header("Accept", "application/json")).await.assert_scim_error(404, None);
}
