//! What an organization has added to the rules of a directory.

use directory::model::DirectoryId;
use rusqlite::{Connection, OptionalExtension};

use crate::stored::Stored;

/// The document of a directory's revision; none before the first.
pub(crate) fn customization(
    connection: &Connection,
    directory: DirectoryId,
) -> rusqlite::Result<Option<Vec<u8>>> {
    connection
        .prepare_cached(
            "SELECT customization.document
            FROM directory
            JOIN customization ON customization.directory = directory.no
            WHERE directory.id = ?",
        )?
        .query_row([Stored(directory)], |row| row.get(0))
        .optional()
}
