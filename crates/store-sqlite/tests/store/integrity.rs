//! Each invariant of the store is broken once, and verification tells it by its code.

use std::collections::BTreeSet;

use directory::store::Store;
use store_sqlite::{Options, SqliteStore};

use crate::world::{USER, World};

/// Writes past the store, and returns the codes of what verification finds.
async fn codes_after(sql: &str) -> BTreeSet<&'static str> {
    let world = World::new().await;
    assert_eq!(world.store.integrity().await.unwrap(), [], "the store was sound before");
    let outside = world.connect();
    outside.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    outside.execute_batch(sql).unwrap();
    assert!(outside.total_changes() > 0, "{sql} breaks nothing");
    // As the command line does: with nothing in memory.
    let other = SqliteStore::open(world.folder.path(), Options::default()).unwrap();
    other.integrity().await.unwrap().into_iter().map(|finding| finding.code).collect()
}

#[tokio::test]
async fn what_memory_tells_otherwise_than_the_tables() {
    let world = World::new().await;
    let known = world.version(USER).await;
    assert_eq!(world.store.integrity().await.unwrap(), []);
    world.connect().execute_batch("UPDATE resource SET version = 7 WHERE kind = 0").unwrap();
    let findings = world.store.integrity().await.unwrap();
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["memory-wrong"]);
    assert_eq!(world.version(USER).await, known, "it is told all the same");
}

macro_rules! breaks {
    ($($test:ident: $sql:literal => $($code:literal)+;)*) => {$(
        #[tokio::test]
        async fn $test() {
            assert_eq!(codes_after($sql).await, BTreeSet::from([$($code),+]));
        }
    )*};
}

breaks! {
    a_reference_to_nothing:
        "UPDATE resource SET account = 99 WHERE kind = 0" => "reference-broken";
    a_bucket_that_counts_wrong:
        "UPDATE tally SET resources = resources + 1 WHERE kind = 0" => "tally-wrong";
    a_bucket_of_nothing:
        "INSERT INTO tally VALUES (1, 0, 5, 3)" => "tally-wrong";
    a_resource_that_is_not_counted:
        "DELETE FROM tally WHERE kind = 1" => "tally-wrong";
    a_kind_that_is_none:
        "UPDATE resource SET kind = 7 WHERE kind = 1;
         UPDATE tally SET kind = 7 WHERE kind = 1;
         UPDATE index_entry SET kind = 7 WHERE kind = 1;
         DELETE FROM membership" => "kind-unknown";
    a_version_of_a_resource_before_the_first:
        "UPDATE resource SET version = 0 WHERE kind = 0" => "version-wrong";
    a_version_of_an_account_before_the_first:
        "UPDATE account SET version = 0" => "version-wrong";
    a_unique_key_of_nobody:
        "INSERT INTO unique_key VALUES (1, 1, 1, x'01', 99)" => "unique-key-orphaned";
    a_unique_key_in_another_directory:
        "UPDATE unique_key SET directory = 2 WHERE directory = 1"
        => "unique-key-orphaned" "unique-key-missing";
    an_organization_key_in_another_organization:
        "UPDATE unique_key SET organization = 2 WHERE directory = 0"
        => "unique-key-orphaned" "unique-key-missing";
    a_unique_key_that_is_missing:
        "DELETE FROM unique_key WHERE directory = 1" => "unique-key-missing";
    a_unique_key_that_no_deletion_would_find:
        "INSERT INTO unique_key VALUES (1, 1, 9, x'01', 1)" => "unique-key-unlisted";
    an_index_entry_of_nobody:
        "INSERT INTO index_entry VALUES (1, 0, 1, x'01', 99)" => "index-entry-orphaned";
    an_index_entry_of_the_wrong_kind:
        "UPDATE index_entry SET kind = 1 WHERE kind = 0" => "index-entry-orphaned" "index-entry-missing";
    an_index_entry_that_is_missing:
        "DELETE FROM index_entry WHERE kind = 0" => "index-entry-missing";
    an_index_entry_that_no_deletion_would_find:
        "INSERT INTO index_entry VALUES (1, 0, 9, x'01', 1)" => "index-entry-unlisted";
    packed_keys_that_are_damaged:
        "UPDATE resource SET keys = x'ff' WHERE kind = 0" => "keys-damaged";
    a_membership_in_nothing:
        "INSERT INTO membership VALUES (1, 99, 1, 0)" => "membership-orphaned";
    a_membership_of_nobody:
        "INSERT INTO membership VALUES (1, 2, 99, 0)" => "membership-orphaned";
    a_membership_the_wrong_way_round:
        "UPDATE membership SET grp = member, member = grp, kind = 1" => "membership-orphaned";
    a_membership_in_another_directory:
        "UPDATE membership SET directory = 2" => "membership-orphaned";
    a_member_of_another_kind_than_is_listed:
        "UPDATE membership SET kind = 1" => "membership-kind-wrong";
    a_secret_that_is_gone:
        "DELETE FROM secret" => "secret-wrong";
    a_secret_that_is_cut:
        "UPDATE secret SET value = x'00'" => "secret-wrong";
    a_customization_of_no_revision:
        "INSERT INTO customization VALUES (1, x'00')" => "customization-orphaned";
    a_link_into_another_organization:
        "UPDATE account SET organization = 2" => "link-foreign";
    a_key_for_the_directory_of_another_organization:
        "UPDATE key SET organization = 2" => "key-foreign";
    a_run_of_another_organization:
        "UPDATE run SET organization = 2" => "run-foreign";
    a_run_of_no_organization:
        "UPDATE run SET organization = 99" => "run-foreign" "reference-broken";
    a_version_of_a_run_before_the_first:
        "UPDATE run SET version = 0" => "run-version-wrong";
    a_step_of_nothing:
        "UPDATE run_step SET run = 99" => "run-step-orphaned" "reference-broken";
    a_log_entry_of_no_organization:
        "UPDATE log SET organization = 99" => "log-foreign";
    a_log_entry_of_another_organization:
        "UPDATE log SET organization = 2 WHERE directory IS NOT NULL" => "log-foreign";
    an_account_that_its_email_does_not_find:
        "UPDATE account SET email_key = 'someone@else.example'" => "email-key-wrong";
}

#[tokio::test]
async fn an_index_that_lacks_a_row() {
    let found = codes_after(
        "PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = sql || ' WHERE 0' WHERE name = 'resource_in_order';
         PRAGMA writable_schema = RESET;
         UPDATE resource SET kind = kind;
         REINDEX resource_in_order;
         PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = replace(sql, ' WHERE 0', '') WHERE name = 'resource_in_order'",
    )
    .await;
    assert!(found.contains("file-damaged"), "{found:?}");
}

#[tokio::test]
async fn of_one_code_a_hundred_are_told() {
    let world = World::new().await;
    world
        .connect()
        .execute_batch(
            "WITH RECURSIVE series (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM series LIMIT 500)
             INSERT INTO membership SELECT 1, 1000, value + 1000, 0 FROM series",
        )
        .unwrap();
    assert_eq!(world.store.integrity().await.unwrap().len(), 100);
}
