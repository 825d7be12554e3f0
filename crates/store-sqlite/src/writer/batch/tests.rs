use directory::store::{Tenant, Write};
use directory_testkit::build::{self, Draft};
use tempfile::TempDir;

use super::*;
use crate::open::Options;
use crate::{connection, migrate};

fn new_store() -> (TempDir, Connection) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rollcall.db");
    std::fs::write(&path, "").unwrap();
    let mut connection = connection::writer(&path, &Options::default()).unwrap();
    migrate::run(&mut connection, &path).unwrap();
    (folder, connection)
}

fn tenant() -> Tenant {
    Tenant { organization: build::id(1), directory: Some(build::id(1)) }
}

fn batch(changes: impl IntoIterator<Item = Vec<Write>>) -> Batch {
    let changes =
        changes.into_iter().map(|writes| build::change(tenant(), build::id(1), writes)).collect();
    Batch { changes, keys_used: Vec::new() }
}

fn new_tenant() -> Batch {
    let organization = build::organization(1, "Acme");
    let directory = build::directory(1, organization.id, "Okta");
    batch([vec![Write::Organization(organization), Write::Directory(directory)]])
}

fn insert(n: u64) -> Vec<Write> {
    let mut draft = Draft::user(n, &format!("user {n}"));
    draft.record.body = vec![b'x'; 10_000];
    vec![draft.insert()]
}

fn resources(connection: &Connection) -> i64 {
    connection.query_row("SELECT count(*) FROM resource", (), |row| row.get(0)).unwrap()
}

#[test]
fn a_full_disk_fails_the_whole_batch_and_is_over_when_there_is_room() {
    let (_folder, connection) = new_store();
    assert!(new_tenant().write(&connection)[0].is_ok());
    // What migrations have freed would be room too.
    connection.execute_batch("VACUUM").unwrap();
    let pages: i64 = connection.query_row("PRAGMA page_count", (), |row| row.get(0)).unwrap();
    let limit_pages = |pages: i64| {
        connection.query_row(&format!("PRAGMA max_page_count = {pages}"), (), |_| Ok(())).unwrap();
    };

    // The first change would have fitted. It shares the transaction that doesn't.
    limit_pages(pages + 3);
    let both = batch([insert(10), insert(11)]);
    let answers = both.write(&connection);
    assert_eq!(answers.len(), 2);
    for answer in answers {
        let Err(CommitError::Store(error)) = answer else { panic!("{answer:?}") };
        assert_eq!(error.source.to_string(), "database or disk is full");
    }
    assert_eq!(resources(&connection), 0);

    limit_pages(1_000_000);
    assert!(both.write(&connection).iter().all(Result::is_ok));
    assert_eq!(resources(&connection), 2);
}

#[test]
fn a_conflict_in_a_batch_undoes_its_own_change_only() {
    let (_folder, connection) = new_store();
    assert!(new_tenant().write(&connection)[0].is_ok());
    let twice = [insert(11), insert(10)].concat();
    let answers = batch([insert(10), twice, insert(12)]).write(&connection);
    assert!(
        matches!(answers.as_slice(), [Ok(()), Err(CommitError::Conflict), Ok(())]),
        "{answers:?}"
    );
    assert_eq!(resources(&connection), 2);
    let logged: i64 =
        connection.query_row("SELECT count(*) FROM log", (), |row| row.get(0)).unwrap();
    assert_eq!(logged, 3, "the tenant and the two users");
}
