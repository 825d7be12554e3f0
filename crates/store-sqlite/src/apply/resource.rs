//! What the writes of users and groups share.

use directory::model::{Kind, ResourceId};
use jiff::Timestamp;
use rusqlite::OptionalExtension;

use super::confines::Confines;
use super::{Outcome, Refusal};
use crate::read;
use crate::stored::Stored;

/// The number of a resource of the tenant's directory. Conflict if it isn't one.
pub(super) fn present(confines: &Confines<'_>, kind: Kind, id: ResourceId) -> Result<i64, Refusal> {
    read::find(confines.connection, confines.directory()?, kind, id)?.ok_or(Refusal::Conflict)
}

/// The number of a resource of the tenant's directory. Conflict if it isn't one, or has another version.
pub(super) fn at_version(
    confines: &Confines<'_>,
    kind: Kind,
    id: ResourceId,
    version: u64,
) -> Result<i64, Refusal> {
    confines
        .connection
        .prepare_cached(
            "SELECT no
            FROM resource
            WHERE directory = ?
                AND id = ?
                AND kind = ?
                AND version = ?",
        )?
        .query_row((confines.directory()?, Stored(id), Stored(kind), Stored(version)), |row| {
            row.get(0)
        })
        .optional()?
        .ok_or(Refusal::Conflict)
}

/// Counts a change of a resource. Its time never stands still, nor goes back.
pub(super) fn touch(confines: &Confines<'_>, no: i64, at: Timestamp) -> Outcome {
    confines
        .connection
        .prepare_cached(
            "UPDATE resource
            SET version = version + 1,
                modified = max(?, modified + 1)
            WHERE no = ?",
        )?
        .execute((Stored(at), no))?;
    Ok(())
}

/// Counts a change of what is told of a resource, and not of the resource itself: its time stays.
pub(super) fn count_change(confines: &Confines<'_>, no: i64) -> Outcome {
    confines
        .connection
        .prepare_cached("UPDATE resource SET version = version + 1 WHERE no = ?")?
        .execute([no])?;
    Ok(())
}
