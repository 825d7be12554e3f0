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
    assert!(new_tenant().write(&connection, &Memory::of(0))[0].is_ok());
    // What migrations have freed would be room too.
    connection.execute_batch("VACUUM").unwrap();
    let pages: i64 = connection.query_row("PRAGMA page_count", (), |row| row.get(0)).unwrap();
    let limit_pages = |pages: i64| {
        connection.query_row(&format!("PRAGMA max_page_count = {pages}"), (), |_| Ok(())).unwrap();
    };

    // The first change would have fitted. It shares the transaction that doesn't.
    limit_pages(pages + 3);
    let both = batch([insert(10), insert(11)]);
    let answers = both.write(&connection, &Memory::of(0));
    assert_eq!(answers.len(), 2);
    for answer in answers {
        let Err(CommitError::Store(error)) = answer else { panic!("{answer:?}") };
        assert_eq!(error.source.to_string(), "database or disk is full");
    }
    assert_eq!(resources(&connection), 0);

    limit_pages(1_000_000);
    assert!(both.write(&connection, &Memory::of(0)).iter().all(Result::is_ok));
    assert_eq!(resources(&connection), 2);
}

#[test]
fn a_conflict_in_a_batch_undoes_its_own_change_only() {
    let (_folder, connection) = new_store();
    assert!(new_tenant().write(&connection, &Memory::of(0))[0].is_ok());
    let twice = [insert(11), insert(10)].concat();
    let answers = batch([insert(10), twice, insert(12)]).write(&connection, &Memory::of(0));
    assert!(
        matches!(answers.as_slice(), [Ok(()), Err(CommitError::Conflict), Ok(())]),
        "{answers:?}"
    );
    assert_eq!(resources(&connection), 2);
    let logged: i64 =
        connection.query_row("SELECT count(*) FROM log", (), |row| row.get(0)).unwrap();
    assert_eq!(logged, 3, "the tenant and the two users");
}

#[test]
fn after_a_commit_that_failed_nothing_is_told_that_another_process_may_have_changed() {
    let (_folder, connection) = new_store();
    let memory = Memory::of(1 << 20);
    let (ann, bob) = (Draft::user(10, "ann"), Draft::user(11, "bob"));
    new_tenant().write(&connection, &memory);
    let both = batch([vec![ann.insert()], vec![bob.insert()]]);
    assert!(both.write(&connection, &memory).iter().all(Result::is_ok));
    let (directory, end) = (tenant().directory.unwrap(), read::log_end(&connection).unwrap());
    for (no, user) in [(1, &ann), (2, &bob)] {
        memory.keep_user(directory, no, &user.record.clone().into(), end);
        assert!(memory.user(directory, user.id(), end).is_some());
    }

    // A reference to nothing, which is looked at when all else is written.
    connection
        .execute_batch(
            "CREATE TABLE broken (of INTEGER REFERENCES account (no) DEFERRABLE INITIALLY DEFERRED);
             CREATE TEMP TRIGGER breaks AFTER UPDATE ON resource BEGIN
                INSERT INTO broken VALUES (99);
             END",
        )
        .unwrap();
    let anna = ann.renamed("anna", build::at(1));
    let failed = batch([vec![ann.update(&anna)]]).write(&connection, &memory);
    assert!(matches!(&*failed, [Err(CommitError::Store(_))]), "{failed:?}");
    connection.execute_batch("DROP TRIGGER breaks").unwrap();

    // The log comes to the very end that was announced, by another process with a memory of its own.
    let bobby = bob.renamed("bobby", build::at(1));
    let others = batch([vec![bob.update(&bobby)]]).write(&connection, &Memory::of(0));
    assert!(matches!(&*others, [Ok(())]), "{others:?}");
    let end = read::log_end(&connection).unwrap();
    assert_eq!(end, memory.latest());
    memory.see(end);
    for user in [&ann, &bob] {
        assert!(memory.user(directory, user.id(), end).is_none());
    }
    memory.keep_user(directory, 2, &bobby.record.clone().into(), end);
    assert!(memory.user(directory, bob.id(), end).is_some(), "what is read from then on is told");
}
