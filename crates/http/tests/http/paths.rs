//! Routes, methods and the spelling of paths.

use directory::profile::ProfileName;
use reqwest::Method;

use crate::world::{Seen, World};

#[tokio::test]
async fn a_path_that_is_not_there_is_404() {
    let world = World::of(ProfileName::Standard).await;
    for path in ["/", "/favicon.ico", "/scim", "/scim/directory", "/admin", "/scim/v2/Users"] {
        for method in [Method::GET, Method::POST, Method::OPTIONS] {
            Seen::of(world.stranger(method, path)).await.assert_scim_error(404, None);
        }
    }
    for endpoint in ["/users", "/Users/1/2", "/Schemas/1/2", "/Nothing", "/Users/1/.search"] {
        let seen = world.get(endpoint).await;
        seen.assert_scim_error(404, None);
        assert!(seen.detail().contains(endpoint), "{}", seen.detail());
    }
}

#[tokio::test]
async fn a_method_that_is_not_there_is_405_and_says_which_are() {
    let world = World::of(ProfileName::Standard).await;
    for (endpoint, wrong, allow) in [
        ("/Users", [Method::PUT, Method::PATCH, Method::DELETE], "GET,HEAD,POST"),
        ("/Groups", [Method::PUT, Method::OPTIONS, Method::DELETE], "GET,HEAD,POST"),
        ("/Users/1", [Method::POST, Method::TRACE, Method::OPTIONS], "GET,HEAD,PUT,PATCH,DELETE"),
        ("/Schemas", [Method::POST, Method::PUT, Method::DELETE], "GET,HEAD"),
        ("/ResourceTypes/User", [Method::POST, Method::PATCH, Method::DELETE], "GET,HEAD"),
        (
            "/Me",
            [Method::OPTIONS, Method::TRACE, Method::OPTIONS],
            "GET,HEAD,PUT,PATCH,DELETE,POST",
        ),
        ("/.search", [Method::GET, Method::PUT, Method::OPTIONS], "POST"),
        ("/Users/.search", [Method::GET, Method::PATCH, Method::DELETE], "POST"),
        ("/Groups/.search", [Method::GET, Method::PUT, Method::DELETE], "POST"),
        ("", [Method::POST, Method::PUT, Method::OPTIONS], "GET,HEAD"),
        ("/ServiceProviderConfig", [Method::POST, Method::PUT, Method::DELETE], "GET,HEAD"),
    ] {
        for method in wrong {
            let seen = Seen::of(world.request(method, &world.scim(endpoint))).await;
            seen.assert_scim_error(405, None);
            assert_eq!(seen.header("allow"), allow, "{endpoint}");
        }
    }
    let seen = Seen::of(world.stranger(Method::POST, "/healthz")).await;
    seen.assert_scim_error(405, None);
}

#[tokio::test]
async fn what_scim_has_and_is_not_offered_is_501() {
    let world = World::of(ProfileName::AtlassianExact).await;
    for (method, endpoint) in [
        (Method::GET, "/Me"),
        (Method::PUT, "/Me"),
        (Method::PATCH, "/Me"),
        (Method::DELETE, "/Me"),
        (Method::POST, "/Me"),
        (Method::POST, "/Bulk"),
        (Method::POST, "/.search"),
        (Method::POST, "/Users/.search"),
        (Method::POST, "/Groups/.search"),
        (Method::GET, "?filter=userName+pr"),
        (Method::GET, "/"),
    ] {
        let seen = Seen::of(world.request(method, &world.scim(endpoint))).await;
        seen.assert_scim_error(501, None);
    }
}

#[tokio::test]
async fn slashes_too_many_do_not_matter() {
    let world = World::of(ProfileName::Standard).await;
    let id = world.user("ada").await;
    for endpoint in [
        "/Users/".to_owned(),
        "//Users".to_owned(),
        format!("/Users/{id}/"),
        format!("//Users//{id}"),
        format!("/Users/{id}?"),
        "/Users/?count=1".to_owned(),
    ] {
        assert_eq!(world.get(&endpoint).await.status, 200, "{endpoint}");
    }
}

#[tokio::test]
async fn ids_are_decoded_once_and_odd_ones_are_not_found() {
    let world = World::of(ProfileName::Standard).await;
    let id = world.user("ada").await;
    let encoded = id.replace('-', "%2D");
    assert_eq!(world.get(&format!("/Users/{encoded}")).await.status, 200);
    for odd in ["1", "..%2F", "%252D", "a%2Fb", "%00", "%20", "null", "ü", &id.to_uppercase()] {
        world.get(&format!("/Users/{odd}")).await.assert_scim_error(404, None);
        world.delete(&format!("/Users/{odd}")).await.assert_scim_error(404, None);
    }
    world.get("/Users/%FF").await.assert_scim_error(400, Some("invalidValue"));
}
