//! The write-ahead log doesn't grow without end, and what is read often doesn't stay in it.

use std::time::{Duration, Instant};

use directory::store::Store;
use directory_testkit::build::Draft;
use store_sqlite::{FILE_NAME, Options};

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
async fn the_log_is_copied_and_emptied_when_nothing_is_written_for_a_moment() {
    let world = World::new().await;
    let mut draft = Draft::user(1000, "somebody");
    draft.record.body = vec![b'x'; 500_000];
    world.commit(world.change(vec![draft.insert()])).await.unwrap();

    let size = |name: &str| world.folder.path().join(name).metadata().unwrap().len();
    let log = format!("{FILE_NAME}-wal");
    let patience = Instant::now() + Duration::from_secs(20);
    while size(FILE_NAME) < 500_000 || size(&log) > 0 {
        assert!(Instant::now() < patience, "the user is still in the log");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(world.store.integrity().await.unwrap(), []);
}
