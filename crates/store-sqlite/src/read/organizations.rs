//! Organizations and directories.

use directory::model::{Directory, Organization};
use rusqlite::{Connection, Row};

use crate::stored::get;

/// All organizations, oldest first.
pub(crate) fn organizations(connection: &Connection) -> rusqlite::Result<Vec<Organization>> {
    connection
        .prepare_cached("SELECT id, name, created FROM organization ORDER BY no")?
        .query_map((), |row| {
            Ok(Organization { id: get(row, 0)?, name: row.get(1)?, created: get(row, 2)? })
        })?
        .collect()
}

/// All directories, oldest first.
pub(crate) fn directories(connection: &Connection) -> rusqlite::Result<Vec<Directory>> {
    connection
        .prepare_cached(
            "SELECT
                directory.id,
                organization.id,
                directory.name,
                directory.profile,
                directory.revision,
                directory.created
            FROM directory
            JOIN organization ON organization.no = directory.organization
            ORDER BY directory.no",
        )?
        .query_map((), |row| directory_at(row, 0))?
        .collect()
}

/// The directory in six columns of a row: id, the organization's id, name, profile, revision, created.
pub(crate) fn directory_at(row: &Row<'_>, column: usize) -> rusqlite::Result<Directory> {
    Ok(Directory {
        id: get(row, column)?,
        organization: get(row, column + 1)?,
        name: row.get(column + 2)?,
        profile: get(row, column + 3)?,
        revision: get(row, column + 4)?,
        created: get(row, column + 5)?,
    })
}
