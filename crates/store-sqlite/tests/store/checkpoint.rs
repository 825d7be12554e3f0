//! The write-ahead log doesn't grow without end.

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
