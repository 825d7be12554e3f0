//! Opening a store: new, again, twice at once, and the files it refuses.

use std::collections::HashSet;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Barrier;
use std::thread;

use directory::store::{Precondition, Store, Write};
use directory_testkit::build;
use rusqlite::Connection;
use store_sqlite::{FILE_NAME, OpenError, Options, SqliteStore};

use crate::world::{USER, World, new_tenant, version_in};

fn open(folder: &Path) -> Result<SqliteStore, OpenError> {
    SqliteStore::open(folder, Options::default())
}

/// Makes a store and closes it, then writes past it, and says why it doesn't open any more.
async fn refusal_after(sql: &str) -> OpenError {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path()).unwrap().close().await.unwrap();
    Connection::open(folder.path().join(FILE_NAME)).unwrap().execute_batch(sql).unwrap();
    open(folder.path()).unwrap_err()
}

#[tokio::test]
async fn a_new_folder_and_its_file_are_its_owners_alone() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("data").join("rollcall");
    let store = open(&folder).unwrap();
    store.commit(new_tenant(1)).await.unwrap();
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    for file in [FILE_NAME.to_owned(), format!("{FILE_NAME}-wal"), format!("{FILE_NAME}-shm")] {
        assert_eq!(mode(&folder.join(&file)), 0o600, "{file}");
    }
}

#[tokio::test]
async fn what_was_written_is_there_when_it_is_opened_again() {
    let World { store, tenant, folder } = World::new().await;
    store.close().await.unwrap();
    let again = open(folder.path()).unwrap();
    assert_eq!(version_in(&again, tenant, USER).await, Some(2));
    assert_eq!(again.integrity().await.unwrap(), []);
}

#[tokio::test]
async fn a_store_from_before_there_were_runs_is_brought_up_to_date() {
    let world = World::new().await;
    world.store.close().await.unwrap();
    let back_to_the_first_version = "
        DROP TABLE run_trigger;
        DROP TABLE run_step;
        DROP TABLE run;
        DELETE FROM schema_migration WHERE version > 1";
    world.connect().execute_batch(back_to_the_first_version).unwrap();

    let again = open(world.folder.path()).unwrap();
    assert_eq!(version_in(&again, world.tenant, USER).await, Some(2));
    let run = build::run(1, world.tenant);
    let writes = vec![Write::Run { run: run.clone(), expect: Precondition::Absent }];
    again.commit(world.change(writes)).await.unwrap();
    let kept = again.snapshot(world.tenant).await.unwrap().run(run.id).await.unwrap();
    assert_eq!(kept, Some(run));
    assert_eq!(again.integrity().await.unwrap(), []);
}

#[tokio::test]
async fn what_the_log_of_an_older_store_says_is_read_as_before() {
    let world = World::new().await;
    world.store.close().await.unwrap();
    let detail = r#"{"added":["01a22055-06dc-71ef-ac3e-03a9c1ddecf4"],"removed":[]}"#;
    let back_to_details_as_text = format!(
        "ALTER TABLE log DROP COLUMN detail;
        ALTER TABLE log ADD COLUMN detail TEXT;
        UPDATE log SET detail = '{detail}';
        DELETE FROM schema_migration WHERE version > 2"
    );
    world.connect().execute_batch(&back_to_details_as_text).unwrap();

    let again = open(world.folder.path()).unwrap();
    let change = world.change(Vec::new());
    again.commit(change.clone()).await.unwrap();
    let log = again.snapshot(world.tenant).await.unwrap().log(None, 100).await.unwrap();
    let (newest, before) = log.split_last().unwrap();
    assert_eq!(newest.1, change.log[0]);
    assert!(!before.is_empty());
    for (_, entry) in before {
        assert_eq!(entry.detail.as_ref().unwrap().to_string(), detail);
    }
    assert_eq!(again.integrity().await.unwrap(), []);
}

#[tokio::test]
async fn many_open_a_new_folder_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let starting = Barrier::new(8);
    let stores: Vec<_> = thread::scope(|scope| {
        let opening: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    starting.wait();
                    open(folder.path())
                })
            })
            .collect();
        opening.into_iter().map(|thread| thread.join().unwrap().unwrap()).collect()
    });
    for (n, store) in (1..).zip(&stores) {
        store.commit(new_tenant(n)).await.unwrap();
    }
    for store in &stores {
        assert_eq!(store.organizations().await.unwrap().len(), 8);
    }
    assert_eq!(secrets_of(&stores).await.len(), 1, "the secret was drawn once");
}

#[tokio::test]
async fn every_store_has_a_secret_of_its_own() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let stores: Vec<_> = folders.iter().map(|folder| open(folder.path()).unwrap()).collect();
    assert_eq!(secrets_of(&stores).await.len(), 2);
}

async fn secrets_of(stores: &[SqliteStore]) -> HashSet<[u8; 32]> {
    let mut secrets = HashSet::new();
    for store in stores {
        secrets.insert(store.secret().await.unwrap());
    }
    secrets
}

#[tokio::test]
async fn a_store_of_a_newer_program_is_refused() {
    let refusal = refusal_after("INSERT INTO schema_migration VALUES (99, 'later', 'x', 0)").await;
    assert!(matches!(refusal, OpenError::Newer { found: 99, .. }), "{refusal:?}");
    let known = SqliteStore::schema_version();
    assert!(
        refusal.to_string().ends_with(&format!(
            "has schema version 99, and this Rollcall knows versions up to {known}: \
             run the newer Rollcall that wrote it, or restore a backup"
        )),
        "{refusal}"
    );
}

#[tokio::test]
async fn a_store_of_other_migrations_is_refused() {
    let refusal = refusal_after("UPDATE schema_migration SET sha256 = 'x' WHERE version = 1").await;
    assert!(
        matches!(&refusal, OpenError::Changed { version: 1, name, .. } if name == "initial"),
        "{refusal:?}"
    );
}

#[tokio::test]
async fn a_database_of_another_program_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let other = Connection::open(folder.path().join(FILE_NAME)).unwrap();
    other.execute_batch("CREATE TABLE song (title TEXT)").unwrap();
    let refusal = open(folder.path()).unwrap_err();
    assert!(matches!(refusal, OpenError::Foreign { .. }), "{refusal:?}");
    let tables: i64 =
        other.query_row("SELECT count(*) FROM sqlite_schema", (), |row| row.get(0)).unwrap();
    assert_eq!(tables, 1);
    let journal: String = other.query_row("PRAGMA journal_mode", (), |row| row.get(0)).unwrap();
    assert_eq!(journal, "delete", "its journal is as it was");
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(FILE_NAME), [b'x'; 8192]).unwrap();
    let refusal = open(folder.path()).unwrap_err();
    assert!(matches!(refusal, OpenError::File { .. }), "{refusal:?}");
}

#[tokio::test]
async fn a_folder_that_is_a_file_is_refused() {
    let parent = tempfile::tempdir().unwrap();
    let path = parent.path().join("data");
    std::fs::write(&path, "").unwrap();
    let refusal = open(&path).unwrap_err();
    assert!(
        matches!(&refusal, OpenError::Folder { path: named, .. } if *named == path),
        "{refusal:?}"
    );
}
