//! Adding and removing index entries.

use directory::model::Kind;
use directory::store::IndexEntry;

use super::Outcome;
use super::confines::Confines;
use crate::stored::Stored;

/// Adds index entries of a resource. Those it has are passed over.
pub(super) fn add(confines: &Confines<'_>, kind: Kind, no: i64, entries: &[IndexEntry]) -> Outcome {
    let directory = confines.directory()?;
    let mut insert = confines.connection.prepare_cached(
        "INSERT INTO index_entry (
            directory,
            kind,
            attribute,
            value,
            resource
        ) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING",
    )?;
    for entry in entries {
        insert.execute((directory, Stored(kind), entry.attribute, &entry.value, no))?;
    }
    Ok(())
}

/// Removes index entries of a resource. Those it doesn't have are passed over.
pub(super) fn remove(
    confines: &Confines<'_>,
    kind: Kind,
    no: i64,
    entries: &[IndexEntry],
) -> Outcome {
    let directory = confines.directory()?;
    let mut delete = confines.connection.prepare_cached(
        "DELETE FROM index_entry
        WHERE directory = ?
            AND kind = ?
            AND attribute = ?
            AND value = ?
            AND resource = ?",
    )?;
    for entry in entries {
        delete.execute((directory, Stored(kind), entry.attribute, &entry.value, no))?;
    }
    Ok(())
}
