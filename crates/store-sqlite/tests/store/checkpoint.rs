//! The write-ahead log doesn't grow without end, and what is read often doesn't stay in it.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use directory::store::Store;
use directory_testkit::build::Draft;
use store_sqlite::{FILE_NAME, Options, SqliteStore};

use crate::world::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_begins_anew_while_the_store_is_written() {
    const PAGE: u64 = 4096;
    let options = Options { checkpoint_pages: 100, ..Options::default() };
    let world = World::with(options).await;
    // Each commit is at least ten pages of the log.
    for n in 1000..3000 {
        let mut draft = Draft::user(n, &format!("user {n}"));
        draft.record.body = vec![b'x'; 8000];
        world.commit(world.change(vec![draft.insert()])).await.unwrap();
    }
    let log = world.folder.path().join(format!("{FILE_NAME}-wal")).metadata().unwrap().len();
    assert!(log < 10_000 * PAGE, "of more than 20,000 pages {} are in the log", log / PAGE);
    assert_eq!(world.store.integrity().await.unwrap(), []);
}

#[tokio::test]
async fn a_short_log_is_copied_when_nothing_is_written_for_a_moment() {
    let world = World::new().await;
    add_a_user_of(500_000, &world).await;
    patiently("the user is still in the log alone", || size(world.folder.path(), "") > 500_000)
        .await;
    assert_eq!(world.store.integrity().await.unwrap(), []);
}

#[tokio::test]
async fn a_long_log_is_emptied_when_nothing_is_written_for_a_moment() {
    let world = World::new().await;
    add_a_user_of(5_000_000, &world).await;
    patiently("the log is not emptied", || size(world.folder.path(), "-wal") == 0).await;
    assert!(size(world.folder.path(), "") > 5_000_000);
    assert_eq!(world.store.integrity().await.unwrap(), []);
}

#[tokio::test]
async fn a_log_that_was_left_behind_is_emptied_though_nothing_is_written() {
    let world = World::new().await;
    add_a_user_of(5_000_000, &world).await;
    // As it would be after a kill.
    let folder = tempfile::tempdir().unwrap();
    for end in ["", "-wal"] {
        let name = format!("{FILE_NAME}{end}");
        fs::copy(world.folder.path().join(&name), folder.path().join(&name)).unwrap();
    }
    assert!(size(folder.path(), "-wal") > 5_000_000);

    let left = SqliteStore::open(folder.path(), Options::default()).unwrap();
    patiently("the log is not emptied", || size(folder.path(), "-wal") == 0).await;
    assert_eq!(left.integrity().await.unwrap(), []);
}

async fn add_a_user_of(bytes: usize, world: &World) {
    let mut draft = Draft::user(1000, "somebody");
    draft.record.body = vec![b'x'; bytes];
    world.commit(world.change(vec![draft.insert()])).await.unwrap();
}

/// The size of the store's file, or of that which ends so.
fn size(folder: &Path, end: &str) -> u64 {
    folder.join(format!("{FILE_NAME}{end}")).metadata().unwrap().len()
}

async fn patiently(or: &str, is_so: impl Fn() -> bool) {
    let patience = Instant::now() + Duration::from_secs(20);
    while !is_so() {
        assert!(Instant::now() < patience, "{or}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
