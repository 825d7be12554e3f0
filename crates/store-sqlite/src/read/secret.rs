//! The secret of the store.

use rusqlite::Connection;

/// The secret that was drawn when the store was made.
pub(crate) fn secret(connection: &Connection) -> rusqlite::Result<[u8; 32]> {
    connection.prepare_cached("SELECT value FROM secret")?.query_row((), |row| row.get(0))
}
