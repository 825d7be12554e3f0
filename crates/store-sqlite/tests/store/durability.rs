//! What was acknowledged is there, however the process ends.

use std::fs;

use directory::store::Store;
use directory_testkit::build::Draft;
use store_sqlite::{FILE_NAME, Options, SqliteStore};

use crate::world::{World, version_in};

#[tokio::test]
async fn a_store_that_is_dropped_without_a_close_loses_nothing() {
    let world = World::new().await;
    for n in 1000..1100 {
        world
            .commit(world.change(vec![Draft::user(n, &format!("user {n}")).insert()]))
            .await
            .unwrap();
    }
    let World { store, tenant, folder } = world;
    drop(store);
    let again = SqliteStore::open(folder.path(), Options::default()).unwrap();
    for n in 1000..1100 {
        assert_eq!(version_in(&again, tenant, n).await, Some(1));
    }
}

/// The files as they are on the disk at the moment of an acknowledgement are all that a killed process leaves.
#[tokio::test]
async fn an_acknowledged_change_is_in_the_files() {
    let world = World::new().await;
    for n in 1000..1010 {
        world
            .commit(world.change(vec![Draft::user(n, &format!("user {n}")).insert()]))
            .await
            .unwrap();
        let left = tempfile::tempdir().unwrap();
        for file in [FILE_NAME.to_owned(), format!("{FILE_NAME}-wal")] {
            fs::copy(world.folder.path().join(&file), left.path().join(&file)).unwrap();
        }
        let recovered = SqliteStore::open(left.path(), Options::default()).unwrap();
        assert_eq!(version_in(&recovered, world.tenant, n).await, Some(1));
        assert_eq!(recovered.integrity().await.unwrap(), []);
    }
}

#[tokio::test]
async fn a_close_leaves_one_whole_file() {
    let World { store, tenant, folder } = World::new().await;
    store.close().await.unwrap();
    let alone = tempfile::tempdir().unwrap();
    fs::copy(folder.path().join(FILE_NAME), alone.path().join(FILE_NAME)).unwrap();
    let copy = SqliteStore::open(alone.path(), Options::default()).unwrap();
    assert_eq!(version_in(&copy, tenant, crate::world::USER).await, Some(2));
    assert_eq!(copy.integrity().await.unwrap(), []);
}
