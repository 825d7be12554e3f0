//! A filter that has to read members reads so many, and no more.

use std::sync::Arc;

use directory::model::Kind;
use directory::profile::ProfileName;
use directory::{Error, ListQuery, Settings};
use directory_testkit::ModelStore;
use serde_json::Value;

use crate::world::{World, group, id, user};

/// Where a query reads ten resources, and the members of groups count like them: four groups of three.
async fn scanned() -> (World, String) {
    let settings = Settings { scan: 10, ..Settings::new("https://rollcall.test") };
    let store = Arc::new(ModelStore::new());
    let world = World::over(store, settings, ProfileName::Standard).await;
    let mut people = Vec::new();
    for n in 0..12 {
        let made = world.create(Kind::User, user(&format!("u{n}@example.com"))).await.unwrap();
        people.push(id(&made).to_owned());
    }
    let mut last = String::new();
    for (n, members) in people.chunks(3).enumerate() {
        let members: Vec<&str> = members.iter().map(String::as_str).collect();
        let made = world.create(Kind::Group, group(&format!("G{n}"), &members)).await.unwrap();
        id(&made).clone_into(&mut last);
    }
    (world, last)
}

const EVERY_GROUP: &str = "members.display ew \"example.com\"";

#[tokio::test]
async fn a_filter_that_would_read_too_many_members_is_refused() {
    let (world, last) = scanned().await;
    let refused = world.find(Kind::Group, EVERY_GROUP).await.unwrap_err();
    assert!(matches!(refused, Error::TooCostly { kind: Kind::Group, .. }), "{refused:?}");
    let one = format!("id eq \"{last}\" and {EVERY_GROUP}");
    assert_eq!(world.find(Kind::Group, &one).await.unwrap()["totalResults"], 1);
}

#[tokio::test]
async fn by_cursor_the_same_filter_is_answered_in_short_pages() {
    let (world, _) = scanned().await;
    let mut query = ListQuery {
        filter: Some(EVERY_GROUP.to_owned()),
        cursor: Some(String::new()),
        count: Some(100),
        ..ListQuery::default()
    };
    let (mut seen, mut turned) = (Vec::new(), 0);
    loop {
        let listing = world.service.list(&world.caller, Kind::Group, &query).await.unwrap();
        let page: Value = serde_json::from_slice(&listing.body).unwrap();
        let groups = page["Resources"].as_array().unwrap();
        seen.extend(groups.iter().map(|one| one["displayName"].as_str().unwrap().to_owned()));
        let Some(next) = page.get("nextCursor") else { break };
        query.cursor = Some(next.as_str().unwrap().to_owned());
        turned += 1;
    }
    assert!(turned > 0, "one page has no room for all");
    assert_eq!(seen, ["G0", "G1", "G2", "G3"]);
}

#[tokio::test]
async fn a_filter_on_the_members_of_one_group_is_bounded_likewise() {
    let (world, _) = scanned().await;
    let everyone = world.find(Kind::User, "active eq true").await.unwrap();
    let everyone: Vec<&str> = everyone["Resources"].as_array().unwrap().iter().map(id).collect();
    let large = world.create(Kind::Group, group("Large", &everyone)).await.unwrap();
    let page = async |query: &ListQuery| -> Result<Value, Error> {
        let (service, caller) = (&world.service, &world.caller);
        let listing = service.list_neighbours(caller, Kind::Group, id(&large), query).await?;
        Ok(serde_json::from_slice(&listing.body).unwrap())
    };
    let filter = Some("display ew \"example.com\"".to_owned());
    let by_index = ListQuery { filter: filter.clone(), ..ListQuery::default() };
    let refused = page(&by_index).await.unwrap_err();
    assert!(matches!(refused, Error::TooCostly { count: 12, limit: 10, .. }), "{refused:?}");
    let deep = ListQuery { start_index: Some(9), count: Some(3), ..ListQuery::default() };
    assert!(matches!(page(&deep).await, Err(Error::TooCostly { .. })), "it passes over eight");
    let shallow = ListQuery { start_index: Some(8), ..deep };
    assert_eq!(page(&shallow).await.unwrap()["itemsPerPage"], 3);
    let by_cursor = ListQuery { filter, cursor: Some(String::new()), ..ListQuery::default() };
    assert_eq!(page(&by_cursor).await.unwrap()["itemsPerPage"], 12);
}
