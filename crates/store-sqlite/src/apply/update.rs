//! Updating a user or a group, and what it is found by.

use directory::model::{Kind, Record, ResourceId};
use directory::store::{IndexEntry, UniqueKey};
use rusqlite::Connection;

use super::confines::Confines;
use super::{Outcome, index, resource, unique};
use crate::packed::Keys;
use crate::stored::{Stored, get};

/// What changes of the keys of a resource.
pub(super) struct KeyEdit<'a> {
    pub(super) unique_released: &'a [UniqueKey],
    pub(super) unique_taken: &'a [UniqueKey],
    pub(super) index_removed: &'a [IndexEntry],
    pub(super) index_added: &'a [IndexEntry],
}

impl KeyEdit<'_> {
    fn is_empty(&self) -> bool {
        self.unique_released.is_empty()
            && self.unique_taken.is_empty()
            && self.index_removed.is_empty()
            && self.index_added.is_empty()
    }

    fn apply_to(&self, keys: &mut Keys) {
        keys.unique.retain(|key| !self.unique_released.contains(key));
        keys.unique.extend_from_slice(self.unique_taken);
        keys.index.retain(|entry| !self.index_removed.contains(entry));
        keys.index.extend_from_slice(self.index_added);
        keys.index.sort();
        keys.index.dedup();
    }

    /// Keys and entries go before others come.
    fn write(&self, confines: &Confines<'_>, kind: Kind, no: i64) -> Outcome {
        unique::release(confines, no, self.unique_released)?;
        unique::take(confines, no, self.unique_taken)?;
        index::remove(confines, kind, no, self.index_removed)?;
        index::add(confines, kind, no, self.index_added)
    }
}

/// Updates a resource and what it is found by.
///
/// Each column that is set costs its index two searches, changed or not: so the account is set where it changes,
/// and when the resource was created never changes.
pub(super) fn update(
    confines: &Confines<'_>,
    record: &Record,
    expect: u64,
    edit: &KeyEdit<'_>,
) -> Outcome {
    let no = resource::at_version(confines, record.kind, record.id, expect)?;
    let account = confines.account(record.account)?;
    // The packed keys are rewritten only if they change.
    let keys = if edit.is_empty() {
        None
    } else {
        let mut keys = packed(confines.connection, no)?;
        edit.apply_to(&mut keys);
        Some(keys)
    };
    confines
        .connection
        .prepare_cached(
            "UPDATE resource
            SET version = ?,
                modified = ?,
                name = ?,
                keys = coalesce(?, keys),
                body = ?
            WHERE no = ?",
        )?
        .execute((
            Stored(record.version),
            Stored(record.modified),
            &record.name,
            keys.as_ref().map(Stored),
            &record.body,
            no,
        ))?;
    confines
        .connection
        .prepare_cached(
            "UPDATE resource
            SET account = ?1
            WHERE no = ?2
                AND account IS NOT ?1",
        )?
        .execute((account, no))?;
    edit.write(confines, record.kind, no)
}

/// Changes what a resource is found by, and nothing of the resource.
pub(super) fn reindex(
    confines: &Confines<'_>,
    (kind, id): (Kind, ResourceId),
    expect: u64,
    index_removed: &[IndexEntry],
    index_added: &[IndexEntry],
) -> Outcome {
    let no = resource::at_version(confines, kind, id, expect)?;
    let edit = KeyEdit { unique_released: &[], unique_taken: &[], index_removed, index_added };
    let mut keys = packed(confines.connection, no)?;
    edit.apply_to(&mut keys);
    confines
        .connection
        .prepare_cached("UPDATE resource SET keys = ? WHERE no = ?")?
        .execute((Stored(&keys), no))?;
    edit.write(confines, kind, no)
}

/// The keys in the row of a resource.
pub(super) fn packed(connection: &Connection, no: i64) -> rusqlite::Result<Keys> {
    connection
        .prepare_cached("SELECT keys FROM resource WHERE no = ?")?
        .query_row([no], |row| get(row, 0))
}
