//! What is kept for a resource to be found by.

use directory::model::{Kind, ResourceId};
use directory::store::{IndexEntry, UniqueKey};
use rusqlite::{Connection, OptionalExtension};

use super::tenant::Place;
use super::unique::holder;
use crate::packed::Keys;
use crate::stored::{Stored, get};

/// The unique keys and index entries of a resource that can really be found, sorted. What can't is left
/// out, so that verification misses it.
pub(crate) fn keys_of(
    connection: &Connection,
    place: &Place,
    kind: Kind,
    id: ResourceId,
) -> rusqlite::Result<(Vec<UniqueKey>, Vec<IndexEntry>)> {
    let Some((no, keys)) = packed(connection, place.directory, kind, id)? else {
        return Ok((Vec::new(), Vec::new()));
    };
    let Keys { mut unique, mut index } = keys;
    let mut unique_kept = Vec::with_capacity(unique.len());
    unique.sort();
    for key in unique {
        if holder(connection, place, &key)?.is_some_and(|holder| holder.no == no) {
            unique_kept.push(key);
        }
    }
    index.sort();
    let mut index_kept = Vec::with_capacity(index.len());
    for entry in index {
        if has_entry(connection, place.directory, kind, &entry, no)? {
            index_kept.push(entry);
        }
    }
    Ok((unique_kept, index_kept))
}

/// Whether the index has an entry for a resource.
pub(crate) fn has_entry(
    connection: &Connection,
    directory: i64,
    kind: Kind,
    entry: &IndexEntry,
    no: i64,
) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT 1
            FROM index_entry
            WHERE directory = ?
                AND kind = ?
                AND attribute = ?
                AND value = ?
                AND resource = ?",
        )?
        .exists((directory, Stored(kind), entry.attribute, &entry.value, no))
}

/// Whether an index entry in the row of a resource is as asked for. One read, however many there are of it.
pub(super) fn lists(
    connection: &Connection,
    no: i64,
    is_within: impl Fn(&IndexEntry) -> bool,
) -> rusqlite::Result<bool> {
    let keys: Option<Keys> = connection
        .prepare_cached("SELECT keys FROM resource WHERE no = ?")?
        .query_row([no], |row| get(row, 0))
        .optional()?;
    Ok(keys.is_some_and(|keys| keys.index.iter().any(is_within)))
}

fn packed(
    connection: &Connection,
    directory: i64,
    kind: Kind,
    id: ResourceId,
) -> rusqlite::Result<Option<(i64, Keys)>> {
    connection
        .prepare_cached(
            "SELECT no, keys FROM resource WHERE directory = ? AND id = ? AND kind = ?",
        )?
        .query_row((directory, Stored(id), Stored(kind)), |row| {
            Ok((row.get(0)?, row.get::<_, Stored<Keys>>(1)?.0))
        })
        .optional()
}
