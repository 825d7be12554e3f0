//! Another process works on the same file.

use std::time::Duration;

use directory::store::{CommitError, Store};
use directory_testkit::build::{self, Draft};
use store_sqlite::{Options, SqliteStore};

use crate::world::{USER, World, new_tenant, tenant};

#[tokio::test]
async fn what_another_process_makes_is_there_at_once() {
    let world = World::new().await;
    let other = SqliteStore::open(world.folder.path(), Options::default()).unwrap();
    assert_eq!(world.store.snapshot(tenant(3)).await.unwrap().domains().await.unwrap(), []);
    other.commit(new_tenant(3)).await.unwrap();
    // The tenant was looked for in vain a moment ago.
    let user = Draft::user(30, "grace");
    world.commit(build::change(tenant(3), build::id(31), vec![user.insert()])).await.unwrap();
    let mut snapshot = other.snapshot(tenant(3)).await.unwrap();
    assert_eq!(snapshot.record(user.record.kind, user.id()).await.unwrap(), Some(user.record));
}

#[tokio::test]
async fn two_processes_never_give_one_name_twice() {
    let world = World::new().await;
    let other = SqliteStore::open(world.folder.path(), Options::default()).unwrap();
    for n in 0..20 {
        let name = format!("user {n}");
        let here = world.commit(world.change(vec![Draft::user(1000 + n, &name).insert()]));
        let there = other.commit(world.change(vec![Draft::user(2000 + n, &name).insert()]));
        let (here, there) = tokio::join!(here, there);
        let taken =
            |answer: &Result<(), CommitError>| matches!(answer, Err(CommitError::Taken { .. }));
        assert!(
            here.is_ok() && taken(&there) || taken(&here) && there.is_ok(),
            "{here:?} {there:?}"
        );
    }
    assert_eq!(world.store.integrity().await.unwrap(), []);
}

#[tokio::test]
async fn a_lock_that_is_held_too_long_is_busy_and_then_over() {
    let options = Options { busy_timeout: Duration::from_millis(20), ..Options::default() };
    let world = World::with(options).await;
    let outside = world.connect();
    outside.execute_batch("BEGIN IMMEDIATE").unwrap();
    let answer = world.commit(world.change(vec![Draft::user(20, "grace").insert()])).await;
    assert!(matches!(answer, Err(CommitError::Busy)), "{answer:?}");
    assert_eq!(world.version(USER).await, Some(2), "reads go on");
    outside.execute_batch("ROLLBACK").unwrap();
    world.commit(world.change(vec![Draft::user(20, "grace").insert()])).await.unwrap();
    assert_eq!(world.version(20).await, Some(1));
}
