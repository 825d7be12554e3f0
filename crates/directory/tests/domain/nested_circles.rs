//! No group contains itself, whoever tries it and however many at once.

use std::sync::Arc;

use directory::model::Kind;
use directory::profile::ProfileName;
use directory::store::{Change, Tenant, Write};
use directory::{Error, MembershipError};
use serde_json::{Value, json};

use crate::world::{World, group, id};

async fn groups(world: &World, count: usize) -> Vec<String> {
    let mut groups = Vec::new();
    for n in 0..count {
        let created = world.create(Kind::Group, group(&format!("G{n}"), &[])).await.unwrap();
        groups.push(id(&created).to_owned());
    }
    groups
}

fn add(member: &str) -> Value {
    json!([{ "op": "add", "path": "members", "value": [{ "value": member }] }])
}

fn told(refused: &Error) -> String {
    match refused {
        Error::Membership(error @ MembershipError::Cycle(_)) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_circle_is_refused_and_told_whole() {
    let world = World::new(ProfileName::Standard).await;
    let g = groups(&world, 3).await;
    world.patch(Kind::Group, &g[0], add(&g[1])).await.unwrap();
    world.patch(Kind::Group, &g[1], add(&g[2])).await.unwrap();
    let because = "a group can't contain itself, directly or through others";

    let itself = world.patch(Kind::Group, &g[0], add(&g[0])).await.unwrap_err();
    let chain = format!("\"G0\" ({0}) contains \"G0\" ({0})", g[0]);
    assert_eq!(told(&itself), format!("{because}: {chain}"));

    let long = world.patch(Kind::Group, &g[2], add(&g[0])).await.unwrap_err();
    let chain = format!(
        "\"G0\" ({}) contains \"G1\" ({}) contains \"G2\" ({}) contains \"G0\" ({})",
        g[0], g[1], g[2], g[0]
    );
    assert_eq!(told(&long), format!("{because}: {chain}"));

    let replaced = world.replace(Kind::Group, &g[1], group("G1", &[&g[0]])).await.unwrap_err();
    assert!(told(&replaced).contains("\"G1\""));
    // Two ways from one group to another are no circle.
    world.patch(Kind::Group, &g[0], add(&g[2])).await.unwrap();
    world.verify().await;
}

#[tokio::test]
async fn a_member_that_is_there_already_is_no_circle() {
    let world = World::new(ProfileName::Standard).await;
    let g = groups(&world, 2).await;
    world.patch(Kind::Group, &g[0], add(&g[1])).await.unwrap();
    let before = world.read(Kind::Group, &g[0]).await.unwrap();
    world.patch(Kind::Group, &g[0], add(&g[1])).await.unwrap();
    assert_eq!(world.read(Kind::Group, &g[0]).await.unwrap(), before);
}

#[tokio::test]
async fn a_circle_may_close_again_once_it_was_opened() {
    let world = World::new(ProfileName::Standard).await;
    let g = groups(&world, 2).await;
    world.patch(Kind::Group, &g[0], add(&g[1])).await.unwrap();
    let remove = json!([{ "op": "remove", "path": "members" }]);
    world.patch(Kind::Group, &g[0], remove).await.unwrap();
    world.patch(Kind::Group, &g[1], add(&g[0])).await.unwrap();
    world.verify().await;
}

/// Every one of a ring of groups is asked to join the next, all at once: one of them too many.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn concurrent_changes_never_close_a_circle_together() {
    for ring in [2, 3, 5] {
        for round in 0..10 {
            let world = Arc::new(World::new(ProfileName::Standard).await);
            let groups = groups(&world, ring).await;
            let tasks: Vec<_> = (0..ring)
                .map(|n| {
                    let (world, groups) = (Arc::clone(&world), groups.clone());
                    tokio::spawn(async move {
                        let next = &groups[(n + 1) % groups.len()];
                        world.patch(Kind::Group, next, add(&groups[n])).await
                    })
                })
                .collect();
            let mut refused = 0;
            for task in tasks {
                if let Err(error) = task.await.unwrap() {
                    told(&error);
                    refused += 1;
                }
            }
            assert_eq!(refused, 1, "ring of {ring}, round {round}");
            world.verify().await;
        }
    }
}

/// The same without luck: what both decided is committed, one after the other, by a store that lets the
/// second decide before the first has committed.
#[tokio::test]
async fn a_chain_that_changed_since_the_decision_is_looked_through_again() {
    let store = Arc::new(crate::watched_store::WatchedStore::new());
    let settings = directory::Settings::new("https://rollcall.test");
    let world =
        Arc::new(World::over(Arc::clone(&store) as _, settings, ProfileName::Standard).await);
    let g = groups(&world, 4).await;
    // G1 is in G0, and G3 in G2. "G2 joins G1" and "G0 joins G3" are each fine.
    world.patch(Kind::Group, &g[0], add(&g[1])).await.unwrap();
    world.patch(Kind::Group, &g[2], add(&g[3])).await.unwrap();
    let other = {
        let (world, g) = (Arc::clone(&world), g.clone());
        async move { world.patch(Kind::Group, &g[3], add(&g[0])).await.map(drop) }
    };
    store.before_next_commit(other);
    let refused = world.patch(Kind::Group, &g[1], add(&g[2])).await.unwrap_err();
    assert!(told(&refused).contains("contains"), "{refused}");
    world.verify().await;
}

#[tokio::test]
async fn verification_finds_a_circle_that_was_written_past_the_domain() {
    let world = World::new(ProfileName::Standard).await;
    let g = groups(&world, 4).await;
    world.patch(Kind::Group, &g[0], add(&g[1])).await.unwrap();
    // Below the circle, and no part of it.
    world.patch(Kind::Group, &g[1], add(&g[3])).await.unwrap();
    let directory = world.caller.directory();
    let tenant = Tenant { organization: directory.organization, directory: Some(directory.id) };
    let close = Write::Members {
        group: g[1].parse().unwrap(),
        added: vec![g[0].parse().unwrap()],
        removed: Vec::new(),
        expect: None,
        at: None,
    };
    let change = Change { tenant, writes: vec![close], log: Vec::new() };
    world.service.store().commit(change).await.unwrap();
    let findings = world.service.verify().await.unwrap();
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["group-cycle"], "{findings:?}");
    for named in [&g[0], &g[1]] {
        assert!(findings[0].text.contains(named.as_str()), "{findings:?}");
    }
    assert!(!findings[0].text.contains(g[3].as_str()), "{findings:?}");
    // A circle that is there all the same ends no request.
    let read = world.read(Kind::Group, &g[0]).await.unwrap();
    assert_eq!(read["members"].as_array().unwrap().len(), 1);
}
