//! The number of a resource.

use directory::model::{Kind, ResourceId};
use rusqlite::{Connection, OptionalExtension};

use crate::stored::Stored;

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
