//! Many changes in one transaction, each on its own.

use directory::model::Kind;
use directory::store::{CommitError, Store, UniqueScope, Write};
use directory_testkit::build::{self, Draft};

use crate::world::{USER, World};

#[tokio::test]
async fn of_many_changes_in_one_batch_only_the_bad_ones_fail() {
    let world = World::new().await;
    // While another process holds the lock, everything queues up behind the first change.
    let outside = world.connect();
    outside.execute_batch("BEGIN IMMEDIATE").unwrap();
    let commits: Vec<_> = (1000..1064)
        .map(|n| {
            let change = world.change(vec![
                Draft::user(n, &format!("user {n}")).insert(),
                // Every eighth asks for a name that is taken, after its first write was done.
                Draft::user(n + 1000, if n % 8 == 0 { "ada" } else { "" })
                    .bare_unless(n % 8 == 0)
                    .insert(),
            ]);
            let store = world.store.clone();
            tokio::spawn(async move { (n, store.commit(change).await) })
        })
        .collect();
    tokio::task::yield_now().await;
    outside.execute_batch("COMMIT").unwrap();

    for commit in commits {
        let (n, answer) = commit.await.unwrap();
        if n % 8 == 0 {
            let holder = (world.tenant.directory.unwrap(), build::id(USER));
            assert!(
                matches!(&answer, Err(CommitError::Taken { key, holder: told })
                    if *told == holder && key.scope == UniqueScope::Directory && key.value == b"ada"),
                "{n}: {answer:?}"
            );
            assert_eq!(world.version(n).await, None, "nothing of a refused change is kept");
        } else {
            answer.unwrap();
            assert_eq!(world.version(n).await, Some(1));
        }
    }
    assert_eq!(world.store.integrity().await.unwrap(), []);
}

trait BareUnless {
    fn bare_unless(self, named: bool) -> Self;
}

impl BareUnless for Draft {
    /// Without keys, unless it shall have them.
    fn bare_unless(mut self, named: bool) -> Self {
        if !named {
            self.unique.clear();
            self.index.clear();
        }
        self
    }
}

#[tokio::test]
async fn a_change_whose_caller_has_gone_is_written_all_the_same() {
    let world = World::new().await;
    let change = world.change(vec![Draft::user(20, "grace").insert()]);
    let store = world.store.clone();
    let outside = world.connect();
    outside.execute_batch("BEGIN IMMEDIATE").unwrap();
    let commit = tokio::spawn(async move { store.commit(change).await });
    tokio::task::yield_now().await;
    commit.abort();
    outside.execute_batch("COMMIT").unwrap();
    // What is committed later is written later.
    world.commit(world.change(vec![Draft::user(21, "alan").insert()])).await.unwrap();
    assert_eq!(world.version(20).await, Some(1));
}

#[tokio::test]
async fn a_closed_store_refuses_changes_and_says_so() {
    let world = World::new().await;
    world.store.close().await.unwrap();
    let answer = world.commit(world.change(vec![Draft::user(20, "grace").insert()])).await;
    let Err(CommitError::Store(error)) = answer else { panic!("{answer:?}") };
    assert_eq!(error.to_string(), "the store failed while committing a change");
    assert_eq!(error.source.to_string(), "the store is closed");
    assert!(world.store.close().await.is_err(), "it is closed once");
    assert_eq!(world.version(20).await, None, "it can still be read");
}

#[tokio::test]
async fn the_use_of_a_key_is_noted_with_the_next_commit() {
    let world = World::new().await;
    let id = build::id(13);
    world.store.key_used(id, build::at(60)).await.unwrap();
    world.store.key_used(id, build::at(30)).await.unwrap();
    world
        .commit(world.change(vec![Write::Delete {
            kind: Kind::User,
            id: build::id(USER),
            expect: 2,
            at: build::at(2),
        }]))
        .await
        .unwrap();
    let key = world.store.key(id).await.unwrap().unwrap().key;
    assert_eq!(key.last_used, Some(build::at(60)), "the latest use stays");
}
