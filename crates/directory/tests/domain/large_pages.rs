//! The members of a group, and the groups of a user, in pages.

use std::sync::Arc;

use directory::model::Kind;
use directory::profile::ProfileName;
use directory::{CursorError, Error, ListQuery, Settings};
use serde_json::{Value, json};

use crate::watched_store::WatchedStore;
use crate::world::{World, group, id, user};

/// A group of twelve users and a group, and what else there is.
struct Paged {
    store: Arc<WatchedStore>,
    world: World,
    members: Vec<String>,
    group: String,
}

impl Paged {
    async fn new() -> Self {
        let store = Arc::new(WatchedStore::new());
        let settings = Settings::new("https://rollcall.test");
        let world = World::over(Arc::clone(&store) as _, settings, ProfileName::Standard).await;
        let mut members = Vec::new();
        for n in 0..12 {
            let name = ["ada", "Bob", "cyd"][n % 3];
            let made = user(&format!("{name}{n}@example.com"));
            members.push(id(&world.create(Kind::User, made).await.unwrap()).to_owned());
        }
        let inner = world.create(Kind::Group, group("Inner", &[])).await.unwrap();
        members.push(id(&inner).to_owned());
        let all: Vec<&str> = members.iter().map(String::as_str).collect();
        let group = id(&world.create(Kind::Group, group("Outer", &all)).await.unwrap()).to_owned();
        Self { store, world, members, group }
    }

    async fn page(&self, query: &ListQuery) -> Result<Value, Error> {
        let (service, caller) = (&self.world.service, &self.world.caller);
        let listing = service.list_neighbours(caller, Kind::Group, &self.group, query).await?;
        Ok(serde_json::from_slice(&listing.body).unwrap())
    }

    /// The ids of a walk by cursor, and how many pages it took.
    async fn walk(&self, filter: Option<&str>, count: i64) -> (Vec<String>, usize) {
        let mut query = ListQuery { filter: filter.map(str::to_owned), ..cursor("", count) };
        let (mut walked, mut steps) = (Vec::new(), 0);
        loop {
            let page = self.page(&query).await.unwrap();
            steps += 1;
            assert_eq!(page.get("startIndex"), None);
            assert_eq!(page["itemsPerPage"], page["Resources"].as_array().unwrap().len());
            walked.extend(values(&page));
            match page.get("nextCursor") {
                None => return (walked, steps),
                Some(next) => query.cursor = Some(next.as_str().unwrap().to_owned()),
            }
        }
    }
}

fn cursor(text: &str, count: i64) -> ListQuery {
    ListQuery { cursor: Some(text.to_owned()), count: Some(count), ..ListQuery::default() }
}

fn filtered(filter: &str) -> ListQuery {
    ListQuery { filter: Some(filter.to_owned()), ..ListQuery::default() }
}

fn values(page: &Value) -> Vec<String> {
    let resources = page["Resources"].as_array().unwrap();
    resources.iter().map(|one| one["value"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn every_way_of_paging_gives_every_member_once_in_one_order() {
    let paged = Paged::new().await;
    for count in [1, 2, 6, 12, 13, 14] {
        let (walked, steps) = paged.walk(None, count).await;
        assert_eq!(walked, paged.members, "{count} at a time");
        let expected = paged.members.len().div_ceil(usize::try_from(count).unwrap());
        assert_eq!(steps, expected, "{count} at a time");
        let mut by_index = Vec::new();
        for start in (1..=13).step_by(usize::try_from(count).unwrap()) {
            let query =
                ListQuery { start_index: Some(start), count: Some(count), ..ListQuery::default() };
            let page = paged.page(&query).await.unwrap();
            assert_eq!((&page["totalResults"], &page["startIndex"]), (&json!(13), &json!(start)));
            by_index.extend(values(&page));
        }
        assert_eq!(by_index, paged.members, "{count} at a time");
    }
}

#[tokio::test]
async fn a_member_shows_what_it_is_and_where() {
    let paged = Paged::new().await;
    let base = paged.world.caller.base();
    let page = paged.page(&filtered("type eq \"Group\"")).await.unwrap();
    let inner = paged.members.last().unwrap();
    let expected = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
        "totalResults": 1,
        "startIndex": 1,
        "itemsPerPage": 1,
        "Resources": [{
            "type": "Group",
            "value": inner,
            "display": "Inner",
            "$ref": format!("{base}/Groups/{inner}"),
        }],
    });
    assert_eq!(page, expected);
}

#[tokio::test]
async fn a_filter_is_in_terms_of_the_member() {
    let paged = Paged::new().await;
    let bobs: Vec<String> = paged.members.iter().skip(1).step_by(3).take(4).cloned().collect();
    for (filter, found) in [
        ("display sw \"bob\"", &bobs[..]),
        ("display co \"BOB\" and type eq \"user\"", &bobs[..]),
        ("not (type eq \"User\")", &paged.members[12..]),
        ("$ref ew \"nowhere\"", &[]),
    ] {
        let page = paged.page(&filtered(filter)).await.unwrap();
        assert_eq!(values(&page), found, "{filter}");
        assert_eq!(page["totalResults"], found.len(), "{filter}");
        for count in [1, 3, 4, 5] {
            assert_eq!(paged.walk(Some(filter), count).await.0, found, "{filter} by {count}");
        }
        let second = ListQuery { start_index: Some(2), count: Some(1), ..filtered(filter) };
        let page = paged.page(&second).await.unwrap();
        assert_eq!(values(&page), found.iter().skip(1).take(1).cloned().collect::<Vec<_>>());
        assert_eq!(page["totalResults"], found.len(), "{filter}");
    }
    let refused = paged.page(&filtered("userName eq \"ada\"")).await.unwrap_err();
    assert!(matches!(refused, Error::Scim(scim::Error::Filter(_))), "{refused:?}");
}

#[tokio::test]
async fn one_member_is_looked_up_without_reading_the_others() {
    let paged = Paged::new().await;
    let one = &paged.members[4];
    let stranger = user("stranger@example.com");
    let stranger = paged.world.create(Kind::User, stranger).await.unwrap();
    for (filter, found) in [
        (format!("value eq \"{one}\""), 1),
        (format!("value eq \"{one}\" or value eq \"{}\"", paged.members[7]), 2),
        (format!("value eq \"{one}\" and type eq \"User\""), 1),
        (format!("value eq \"{one}\" and type eq \"Group\""), 0),
        (format!("value eq \"{}\"", id(&stranger)), 0),
        ("value eq \"no id\"".to_owned(), 0),
    ] {
        paged.store.take_reads();
        let page = paged.page(&filtered(&filter)).await.unwrap();
        assert_eq!(page["totalResults"], found, "{filter}");
        let reads = paged.store.take_reads();
        assert!(!reads.iter().any(|(what, _)| *what == "members"), "{filter}: {reads:?}");
    }
}

#[tokio::test]
async fn members_who_come_and_go_do_not_disturb_a_walk() {
    let paged = Paged::new().await;
    let first = paged.page(&cursor("", 4)).await.unwrap();
    let remove =
        |id: &str| json!({ "op": "remove", "path": format!("members[value eq \"{id}\"]") });
    // The last that was sent, one that was, and one that would be.
    let operations =
        json!([remove(&paged.members[3]), remove(&paged.members[0]), remove(&paged.members[6]),]);
    paged.world.patch(Kind::Group, &paged.group, operations).await.unwrap();
    let next = first["nextCursor"].as_str().unwrap();
    let rest = paged.page(&cursor(next, 4)).await.unwrap();
    assert_eq!(values(&rest), [4, 5, 7, 8].map(|n| paged.members[n].clone()));
}

#[tokio::test]
async fn a_cursor_serves_its_own_group_and_filter_only() {
    let mut paged = Paged::new().await;
    let first = paged.page(&cursor("", 2)).await.unwrap();
    let next = first["nextCursor"].as_str().unwrap().to_owned();
    let with_filter = ListQuery { filter: Some("type pr".to_owned()), ..cursor(&next, 2) };
    let recounted = cursor(&next, 3);
    for (query, expected) in [
        (with_filter, CursorError::Invalid),
        (recounted, CursorError::Count),
        (cursor("forged", 2), CursorError::Invalid),
    ] {
        match paged.page(&query).await {
            Err(Error::Cursor(why)) => assert_eq!(why, expected),
            other => panic!("{other:?}"),
        }
    }
    let other = paged.world.create(Kind::Group, group("Other", &[])).await.unwrap();
    paged.group = id(&other).to_owned();
    let foreign = paged.page(&cursor(&next, 2)).await.unwrap_err();
    assert!(matches!(foreign, Error::Cursor(CursorError::Invalid)), "{foreign:?}");
    let empty = paged.page(&cursor("", 2)).await.unwrap();
    assert_eq!((&empty["totalResults"], &empty["Resources"]), (&json!(0), &json!([])));
}

#[tokio::test]
async fn the_groups_of_a_user_come_in_pages_with_those_above_them() {
    let paged = Paged::new().await;
    let (world, ada) = (&paged.world, &paged.members[0]);
    let above = world.create(Kind::Group, group("Above", &[&paged.group])).await.unwrap();
    let page = async |query: ListQuery| -> Value {
        let listing =
            world.service.list_neighbours(&world.caller, Kind::User, ada, &query).await.unwrap();
        serde_json::from_slice(&listing.body).unwrap()
    };
    let first = page(cursor("", 1)).await;
    assert_eq!(values(&first), std::slice::from_ref(&paged.group));
    assert_eq!(first["Resources"][0]["type"], "direct");
    let next = first["nextCursor"].as_str().unwrap();
    let second = page(cursor(next, 1)).await;
    assert_eq!(values(&second), [id(&above)]);
    assert_eq!((second.get("nextCursor"), &second["totalResults"]), (None, &json!(2)));
    let indirect = page(filtered("type eq \"indirect\"")).await;
    assert_eq!(values(&indirect), [id(&above)]);
}

#[tokio::test]
async fn what_is_not_there_has_no_members() {
    let paged = Paged::new().await;
    let world = &paged.world;
    let query = ListQuery::default();
    for (kind, id) in [
        (Kind::Group, "5d48a0a8-0000-4000-8000-0000000fffff"),
        (Kind::Group, paged.members[0].as_str()),
        (Kind::User, paged.group.as_str()),
        (Kind::Group, "no id"),
    ] {
        let refused = world.service.list_neighbours(&world.caller, kind, id, &query).await;
        assert!(matches!(refused, Err(Error::NotFound { .. })), "{kind} {id}");
    }
    let exact = World::new(ProfileName::AtlassianExact).await;
    let group = exact.create(Kind::Group, json!({ "displayName": "G" })).await.unwrap();
    let refused =
        exact.service.list_neighbours(&exact.caller, Kind::Group, id(&group), &query).await;
    assert!(matches!(refused, Err(Error::Unknown { what: "endpoint", .. })), "{refused:?}");
}
