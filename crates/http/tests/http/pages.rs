//! Pages by cursor (RFC 9865) and sorted lists, as a URL asks for them.

use directory::profile::ProfileName;
use serde_json::json;

use crate::world::World;

async fn names(world: &World, endpoint: &str) -> Vec<String> {
    let seen = world.get(endpoint).await;
    assert_eq!(seen.status, 200, "{seen:?}");
    let resources = seen.body["Resources"].as_array().unwrap();
    resources.iter().map(|one| one["userName"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_walk_by_cursor_meets_everyone_once() {
    let world = World::of(ProfileName::Standard).await;
    for name in ["ada", "grace", "alan", "edsger", "barbara"] {
        world.user(name).await;
    }
    let mut met = Vec::new();
    let mut page = world.get("/Users?cursor&count=2&sortBy=userName").await;
    loop {
        assert_eq!(page.status, 200, "{page:?}");
        assert_eq!(page.body.get("startIndex"), None);
        let resources = page.body["Resources"].as_array().unwrap();
        met.extend(resources.iter().map(|one| one["userName"].as_str().unwrap().to_owned()));
        let Some(cursor) = page.body.get("nextCursor") else { break };
        let cursor = cursor.as_str().unwrap();
        page = world.get(&format!("/Users?cursor={cursor}&count=2&sortBy=userName")).await;
    }
    assert_eq!(met, ["ada", "alan", "barbara", "edsger", "grace"]);
}

#[tokio::test]
async fn a_cursor_that_is_none_is_refused_by_its_own_keyword() {
    let world = World::of(ProfileName::Standard).await;
    for name in ["ada", "grace"] {
        world.user(name).await;
    }
    let first = world.get("/Users?cursor=&count=1").await;
    let cursor = first.body["nextCursor"].as_str().unwrap();
    for query in [
        "cursor=x".to_owned(),
        format!("cursor={cursor}A&count=1"),
        format!("cursor={cursor}&count=1&filter=userName+pr"),
    ] {
        let seen = world.get(&format!("/Users?{query}")).await;
        seen.assert_scim_error(400, Some("invalidCursor"));
    }
    let seen = world.get(&format!("/Groups?cursor={cursor}&count=1")).await;
    seen.assert_scim_error(400, Some("invalidCursor"));
    let seen = world.get(&format!("/Users?cursor={cursor}&count=2")).await;
    seen.assert_scim_error(400, Some("invalidCount"));
    let seen = world.get("/Users?cursor=&cursor=").await;
    seen.assert_scim_error(400, Some("invalidValue"));

    let other = World::of(ProfileName::Standard).await;
    let seen = other.get(&format!("/Users?cursor={cursor}&count=1")).await;
    seen.assert_scim_error(400, Some("invalidCursor"));
}

#[tokio::test]
async fn t70_lists_are_sorted_as_asked() {
    let world = World::of(ProfileName::Standard).await;
    for name in ["grace", "ada", "alan"] {
        world.user(name).await;
    }
    assert_eq!(names(&world, "/Users?sortBy=userName").await, ["ada", "alan", "grace"]);
    let descending = "/Users?sortBy=emails&sortOrder=descending";
    assert_eq!(names(&world, descending).await, ["grace", "alan", "ada"]);
    assert_eq!(names(&world, "/Users?sortOrder=descending").await, ["grace", "ada", "alan"]);
    for query in ["sortBy=userName&sortOrder=up", "sortBy=password", "sortBy=name", "sortBy=shoe"] {
        let seen = world.get(&format!("/Users?{query}")).await;
        seen.assert_scim_error(400, Some("invalidValue"));
    }
    let seen = world.get("/Users?sortBy=id&sortBy=id").await;
    seen.assert_scim_error(400, Some("invalidValue"));
}

#[tokio::test]
async fn what_a_profile_has_off_means_nothing() {
    let world = World::of(ProfileName::AtlassianExact).await;
    for name in ["grace", "ada"] {
        world.user(name).await;
    }
    let query = "/Users?cursor=x&sortBy=shoe&sortOrder=up";
    assert_eq!(names(&world, query).await, ["grace", "ada"]);
    assert_eq!(world.get(query).await.body["startIndex"], json!(1));
}
