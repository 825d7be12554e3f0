//! Another process works on the same file.

use std::pin::pin;
use std::task::{Context, Waker};
use std::time::Duration;

use directory::store::{CommitError, Store};
use directory_testkit::build::{self, Draft};
use store_sqlite::{FILE_NAME, Options, SqliteStore};

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
    assert_eq!(
        snapshot.record(user.record.kind, user.id()).await.unwrap(),
        Some(user.record.into())
    );
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

#[tokio::test]
async fn the_use_of_a_key_never_waits_for_a_lock() {
    let options = Options { queue: 1, batch: 1, ..Options::default() };
    let world = World::with(options).await;
    let outside = world.connect();
    outside.execute_batch("BEGIN IMMEDIATE").unwrap();
    // More than the queue and the writer's hands can hold.
    for second in 0..10 {
        let used = pin!(world.store.key_used(build::id(13), build::at(second)));
        let answer = used.poll(&mut Context::from_waker(Waker::noop()));
        assert!(matches!(answer, std::task::Poll::Ready(Ok(()))), "{answer:?}");
    }
    outside.execute_batch("ROLLBACK").unwrap();
    world.commit(world.change(vec![Draft::user(20, "grace").insert()])).await.unwrap();
    assert_eq!(world.store.integrity().await.unwrap(), []);
}

#[tokio::test]
async fn a_close_does_not_wait_for_who_reads_beside_it() {
    // Were it waited for, this would never end.
    let options = Options { busy_timeout: Duration::from_hours(24), ..Options::default() };
    let world = World::with(options).await;
    let outside = world.connect();
    let users = || outside.query_row("SELECT count(*) FROM resource", (), |row| row.get(0));
    outside.execute_batch("BEGIN").unwrap();
    let before: i64 = users().unwrap();
    world.commit(world.change(vec![Draft::user(20, "grace").insert()])).await.unwrap();

    world.store.close().await.unwrap();

    assert_eq!(users(), Ok(before), "its view is untouched");
    outside.execute_batch("ROLLBACK").unwrap();
    assert_eq!(users(), Ok(before + 1));
    let log = world.folder.path().join(format!("{FILE_NAME}-wal"));
    assert_ne!(log.metadata().unwrap().len(), 0, "what was read is still in the log");
}
