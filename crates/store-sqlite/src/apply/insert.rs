//! Inserting a user or a group.

use directory::model::Record;
use directory::store::{IndexEntry, UniqueKey};

use super::confines::Confines;
use super::{Outcome, Refusal, index, tally, unique};
use crate::packed::Keys;
use crate::stored::Stored;

/// Inserts a resource and everything it is found by.
pub(super) fn insert(
    confines: &Confines<'_>,
    record: &Record,
    unique: &[UniqueKey],
    entries: &[IndexEntry],
) -> Outcome {
    let directory = confines.directory()?;
    let account = confines.account(record.account)?;
    let mut keys = Keys { unique: unique.to_vec(), index: entries.to_vec() };
    keys.index.sort();
    keys.index.dedup();
    let inserted = confines
        .connection
        .prepare_cached(
            "INSERT INTO resource (
                directory,
                kind,
                id,
                version,
                created,
                modified,
                name,
                account,
                keys,
                body
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING",
        )?
        .execute((
            directory,
            Stored(record.kind),
            Stored(record.id),
            Stored(record.version),
            Stored(record.created),
            Stored(record.modified),
            &record.name,
            account,
            Stored(&keys),
            &record.body,
        ))?;
    Refusal::unless(inserted == 1)?;
    let no = confines.connection.last_insert_rowid();
    unique::take(confines, no, &keys.unique)?;
    index::add(confines, record.kind, no, &keys.index)?;
    tally::add(confines, record.kind, no)
}
