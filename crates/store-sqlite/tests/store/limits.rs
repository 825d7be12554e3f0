use std::time::Duration;

use directory::store::{UniqueScope, Write};
use directory_testkit::build::Draft;
use rusqlite::Connection;
use store_sqlite::FILE_NAME;
use store_sqlite::limits::{Contents, RawCommits, Template};

use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn the_rows_of_a_create_are_committed_again_for_other_users() {
    let world = World::new().await;
    Contents::number_apart(world.folder.path()).unwrap();
    let before = Contents::read(world.folder.path()).unwrap();
    let name = format!("ada-{}@example.com", Template::mark());
    let user = Draft::user(20, &name).unique(UniqueScope::Directory, 1, &name);
    let Write::Insert { unique, index, .. } = user.insert() else { panic!("{user:?}") };
    world.commit(world.change(vec![user.insert()])).await.unwrap();
    let template = Contents::read(world.folder.path()).unwrap().since(&before);
    // The resource, how many there are of its bucket, and the log.
    assert_eq!(template.rows(), 3 + unique.len() + index.len());

    let folder = tempfile::tempdir().unwrap();
    let raw = RawCommits::open(folder.path(), &before, template, 10).await.unwrap();
    let rate = raw.run(3, Duration::from_millis(50)).await.unwrap();
    raw.close().unwrap();
    assert!(rate > 0.0);
    let connection = Connection::open(folder.path().join(FILE_NAME)).unwrap();
    let count = |sql: &str| {
        let count = connection.query_row(sql, (), |row| row.get::<_, i64>(0));
        usize::try_from(count.unwrap()).unwrap()
    };
    let users = count("SELECT count(*) FROM resource WHERE no > 2000000000");
    assert!(users > 10, "{users}");
    let keys = "SELECT count(*) FROM unique_key WHERE resource > 2000000000";
    assert_eq!(count(keys), users * unique.len());
    let entries = "SELECT count(*) FROM index_entry WHERE resource > 2000000000";
    assert_eq!(count(entries), users * index.len());
    assert_eq!(count("SELECT count(DISTINCT name) FROM resource WHERE no > 2000000000"), users);
}
