//! Walks of a list by cursor (RFC 9865) while a hundred users a second come and a hundred go: everyone who was there
//! throughout is returned exactly once, whatever the filter and the order.

mod people;
mod town;
mod traffic;

use std::collections::HashMap;
use std::time::Duration;

use serde_json::Value;

use crate::environment;
use people::People;
use town::Town;
use traffic::Traffic;

/// Users of a plain `cargo test`.
const USERS: u64 = 5_000;
/// What a client does with a page takes it so long.
const WORK: Duration = Duration::from_millis(10);

/// A walk: what it is called, the query, how many pages of all users it takes, as far as pages can be so large,
/// and whom it finds.
struct Walk {
    name: &'static str,
    query: &'static str,
    pages: u64,
    finds: fn(u64) -> bool,
}

const WALKS: &[Walk] = &[
    Walk { name: "everyone", query: "", pages: 100, finds: |_| true },
    Walk {
        name: "by the index",
        query: "&filter=active+eq+true",
        pages: 100,
        finds: people::is_active,
    },
    Walk {
        name: "by evaluation",
        query: "&filter=nickName+co+%221%22",
        pages: 100,
        finds: people::has_a_one,
    },
    Walk { name: "sorted", query: "&sortBy=displayName", pages: 20, finds: |_| true },
    Walk {
        name: "sorted downwards",
        query: "&sortBy=displayName&sortOrder=descending&filter=active+eq+true",
        pages: 20,
        finds: people::is_active,
    },
];

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn everyone_who_is_there_throughout_is_returned_exactly_once() {
    let users = environment::number("ROLLCALL_WALK_USERS", USERS);
    let chance = environment::chance(&format!("walks of {users} users"));
    let town = Town::start().await;
    let people = People::default();
    town.settle(&people, users).await;
    let traffic = Traffic::start(&town, &people, chance);
    for walk in WALKS {
        take(walk, &town, &people, users).await;
    }
    traffic.stop().await;
    let list = town.page("?count=0").await;
    assert_eq!(list["totalResults"], people.count(), "those who came and did not go");
    town.verify().await;
}

/// Takes a walk, and holds what it found against who was there.
async fn take(walk: &Walk, town: &Town, people: &People, users: u64) {
    let count = (users / walk.pages).clamp(1, 1_000);
    let before = people.census();
    let mut found: HashMap<String, u64> = HashMap::new();
    let (mut cursor, mut pages) = (String::new(), 0_u64);
    loop {
        let query = format!("?attributes=id&count={count}&cursor={cursor}{}", walk.query);
        let list = town.page(&query).await;
        pages += 1;
        for user in list["Resources"].as_array().expect("resources") {
            *found.entry(user["id"].as_str().expect("an id").to_owned()).or_default() += 1;
        }
        match &list["nextCursor"] {
            Value::String(next) => cursor.clone_from(next),
            _ => break,
        }
        tokio::time::sleep(WORK).await;
    }
    let after = people.census();

    let throughout = before.present.iter().filter(|(id, _)| !after.leaving.contains(*id));
    let throughout: Vec<(&String, u64)> = throughout
        .filter(|(_, number)| (walk.finds)(**number))
        .map(|(id, number)| (id, *number))
        .collect();
    let missed: Vec<_> = throughout.iter().filter(|(id, _)| !found.contains_key(*id)).collect();
    assert!(missed.is_empty(), "{}: {} are missed: {missed:?}", walk.name, missed.len());
    let twice: Vec<_> = found.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "{}: {} are seen twice: {twice:?}", walk.name, twice.len());
    let ghosts: Vec<_> = found.keys().filter(|id| before.gone.contains(*id)).collect();
    assert!(ghosts.is_empty(), "{}: gone before, and seen: {ghosts:?}", walk.name);
    let strangers = found.keys().filter_map(|id| after.everyone.get(id));
    let strangers: Vec<_> = strangers.filter(|number| !(walk.finds)(**number)).collect();
    assert!(strangers.is_empty(), "{}: not asked for, and seen: {strangers:?}", walk.name);

    let came = after.everyone.len() - before.everyone.len();
    let went = after.gone.len() - before.gone.len();
    println!(
        "{}: {pages} pages, {} there throughout, {came} came and {went} went meanwhile",
        walk.name,
        throughout.len()
    );
    assert!(came > 0 && went > 0 && !throughout.is_empty(), "nothing happened meanwhile");
}
