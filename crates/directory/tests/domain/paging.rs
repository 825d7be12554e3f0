//! Pages by cursor, and sorted lists.

use std::collections::BTreeSet;

use directory::model::Kind;
use directory::profile::ProfileName;
use directory::{CursorError, Error, ListQuery};
use serde_json::{Value, json};

use crate::world::{World, caller, group, id, user};

async fn list(world: &World, query: &ListQuery) -> Result<Value, Error> {
    let listing = world.service.list(&world.caller, Kind::User, query).await?;
    Ok(serde_json::from_slice(&listing.body).unwrap())
}

async fn people(world: &World, count: usize) {
    for n in 0..count {
        let mut user = user(&format!("user{n}@example.com"));
        if n % 3 != 0 {
            user["title"] = json!(["Writer", "artist", "Émigré", "Zoologist"][n % 4]);
        }
        world.create(Kind::User, user).await.unwrap();
    }
}

fn cursor(text: &str, count: i64) -> ListQuery {
    ListQuery { cursor: Some(text.to_owned()), count: Some(count), ..ListQuery::default() }
}

fn names(list: &Value) -> Vec<String> {
    let resources = list["Resources"].as_array().unwrap();
    resources.iter().map(|user| user["userName"].as_str().unwrap().to_owned()).collect()
}

/// Walks a query by cursor to the end.
async fn walk(world: &World, query: &ListQuery) -> Vec<String> {
    let mut query = ListQuery { cursor: Some(String::new()), ..query.clone() };
    let mut walked = Vec::new();
    loop {
        let page = list(world, &query).await.unwrap();
        assert_eq!(page["itemsPerPage"], page["Resources"].as_array().unwrap().len());
        assert_eq!(page.get("startIndex"), None);
        walked.extend(names(&page));
        match page.get("nextCursor") {
            None => return walked,
            Some(next) => query.cursor = Some(next.as_str().unwrap().to_owned()),
        }
    }
}

#[tokio::test]
async fn a_walk_by_cursor_sees_what_the_index_sees_whatever_the_query() {
    let world = World::new(ProfileName::Standard).await;
    people(&world, 25).await;
    for filter in [None, Some("title pr"), Some("active eq true"), Some("userName co \"1\"")] {
        for (sort_by, sort_order) in
            [(None, None), (Some("title"), None), (Some("userName"), Some("descending"))]
        {
            let query = ListQuery {
                filter: filter.map(str::to_owned),
                sort_by: sort_by.map(str::to_owned),
                sort_order: sort_order.map(str::to_owned),
                count: Some(1_000),
                ..ListQuery::default()
            };
            let whole = list(&world, &query).await.unwrap();
            for count in [1, 7, 24, 25, 26] {
                let query = ListQuery { count: Some(count), ..query.clone() };
                assert_eq!(walk(&world, &query).await, names(&whole), "{query:?}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_there_throughout_a_walk_is_seen_exactly_once() {
    let world = World::new(ProfileName::Standard).await;
    people(&world, 40).await;
    let mut query = cursor("", 3);
    let mut seen = Vec::new();
    for round in 0.. {
        let page = list(&world, &query).await.unwrap();
        seen.extend(names(&page));
        // One that was sent goes, one that wasn't goes, and new ones come.
        let first = id(&page["Resources"][0]).to_owned();
        world.service.delete(&world.caller, Kind::User, &first, None).await.unwrap();
        let late = format!("userName eq \"user{}@example.com\"", 39 - round);
        let late = world.find(Kind::User, &late).await.unwrap();
        if let Some(late) = late["Resources"].get(0) {
            world.service.delete(&world.caller, Kind::User, id(late), None).await.unwrap();
        }
        let new = user(&format!("new{round}@example.com"));
        world.create(Kind::User, new).await.unwrap();
        let Some(next) = page.get("nextCursor") else { break };
        query.cursor = Some(next.as_str().unwrap().to_owned());
    }
    let distinct: BTreeSet<&String> = seen.iter().collect();
    assert_eq!(distinct.len(), seen.len(), "none twice: {seen:?}");
    let left = list(&world, &ListQuery { count: Some(100), ..ListQuery::default() }).await.unwrap();
    for name in names(&left).iter().filter(|name| name.starts_with("user")) {
        assert!(seen.contains(name), "{name} was there throughout");
    }
}

#[tokio::test]
async fn a_cursor_serves_its_own_query_in_its_own_directory_only() {
    let mut world = World::new(ProfileName::Standard).await;
    people(&world, 5).await;
    let first = list(&world, &cursor("", 2)).await.unwrap();
    let next = first["nextCursor"].as_str().unwrap().to_owned();
    let refusal = async |query: ListQuery| match list(&world, &query).await {
        Err(Error::Cursor(why)) => why,
        other => panic!("{other:?}"),
    };
    let filtered = ListQuery { filter: Some("active eq true".to_owned()), ..cursor(&next, 2) };
    assert_eq!(refusal(filtered).await, CursorError::Invalid);
    let sorted = ListQuery { sort_by: Some("userName".to_owned()), ..cursor(&next, 2) };
    assert_eq!(refusal(sorted).await, CursorError::Invalid);
    assert_eq!(refusal(cursor(&next, 3)).await, CursorError::Count);
    assert_eq!(refusal(cursor("AAAA", 2)).await, CursorError::Invalid);
    let without_count = ListQuery { count: None, ..cursor(&next, 2) };
    assert_eq!(names(&list(&world, &without_count).await.unwrap()).len(), 2);

    world.caller = caller(&world.service, &world.admin, ProfileName::Standard).await;
    let foreign = list(&world, &cursor(&next, 2)).await.unwrap_err();
    assert!(matches!(foreign, Error::Cursor(CursorError::Invalid)));
}

#[tokio::test]
async fn what_is_unassigned_sorts_last_and_in_descending_order_first() {
    let world = World::new(ProfileName::Standard).await;
    people(&world, 8).await;
    let sorted = async |order: &str| {
        let query = ListQuery {
            sort_by: Some("title".to_owned()),
            sort_order: Some(order.to_owned()),
            ..ListQuery::default()
        };
        let list = list(&world, &query).await.unwrap();
        let titles = list["Resources"].as_array().unwrap().iter().map(|user| user["title"].clone());
        titles.collect::<Vec<_>>()
    };
    let titles = ["artist", "artist", "Writer", "Zoologist", "Émigré"].map(Value::from);
    let nothing = [Value::Null, Value::Null, Value::Null];
    assert_eq!(sorted("ascending").await, [&titles[..], &nothing[..]].concat());
    let mut reversed = titles.to_vec();
    reversed.reverse();
    assert_eq!(sorted("Descending").await, [&nothing[..], &reversed[..]].concat());
}

#[tokio::test]
async fn users_are_sorted_by_the_groups_they_are_in() {
    let world = World::new(ProfileName::Standard).await;
    for (name, team) in [("ann", Some("Beta")), ("bob", None), ("cat", Some("alpha"))] {
        let user = world.create(Kind::User, user(name)).await.unwrap();
        if let Some(team) = team {
            world.create(Kind::Group, group(team, &[id(&user)])).await.unwrap();
        }
    }
    let query = ListQuery { sort_by: Some("groups.display".to_owned()), ..ListQuery::default() };
    let sorted = list(&world, &query).await.unwrap();
    let names = sorted["Resources"].as_array().unwrap().iter().map(|user| &user["userName"]);
    assert_eq!(names.collect::<Vec<_>>(), ["cat", "ann", "bob"]);
}

#[tokio::test]
async fn what_cannot_be_sorted_by_is_named() {
    let world = World::new(ProfileName::Standard).await;
    for (by, order, told) in [
        ("name", None, "sortBy: `name` has parts and no value of its own; name one of its parts."),
        ("password", None, "sortBy: `password` is never returned."),
        ("userName", Some("up"), "sortOrder \"up\" is neither \"ascending\" nor \"descending\"."),
    ] {
        let query = ListQuery {
            sort_by: Some(by.to_owned()),
            sort_order: order.map(str::to_owned),
            ..ListQuery::default()
        };
        assert_eq!(list(&world, &query).await.unwrap_err().to_string(), told);
    }
}
