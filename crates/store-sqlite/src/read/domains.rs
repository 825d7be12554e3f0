//! Verified domains.

use directory::model::Domain;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::stored::get;

/// The domain of that name.
pub(crate) fn domain(
    connection: &Connection,
    organization: i64,
    name: &str,
) -> rusqlite::Result<Option<Domain>> {
    connection
        .prepare_cached("SELECT name, verified FROM domain WHERE organization = ? AND name = ?")?
        .query_row((organization, name), read)
        .optional()
}

/// All domains, by name.
pub(crate) fn domains(connection: &Connection, organization: i64) -> rusqlite::Result<Vec<Domain>> {
    connection
        .prepare_cached("SELECT name, verified FROM domain WHERE organization = ? ORDER BY name")?
        .query_map([organization], read)?
        .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Domain> {
    Ok(Domain { name: row.get(0)?, verified: get(row, 1)? })
}
