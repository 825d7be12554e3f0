//! The numbers of resources.

use directory::model::{Kind, ResourceId};
use rusqlite::{Connection, OptionalExtension};

use crate::stored::{Stored, get};

/// The number of a resource of a directory.
pub(crate) fn find(
    connection: &Connection,
    directory: i64,
    kind: Kind,
    id: ResourceId,
) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT no FROM resource WHERE directory = ? AND id = ? AND kind = ?")?
        .query_row((directory, Stored(id), Stored(kind)), |row| row.get(0))
        .optional()
}

/// The number and the kind of the user or group of that id.
pub(crate) fn find_any(
    connection: &Connection,
    directory: i64,
    id: ResourceId,
) -> rusqlite::Result<Option<(i64, Kind)>> {
    connection
        .prepare_cached("SELECT no, kind FROM resource WHERE directory = ? AND id = ?")?
        .query_row((directory, Stored(id)), |row| Ok((row.get(0)?, get(row, 1)?)))
        .optional()
}
