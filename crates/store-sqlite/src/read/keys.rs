//! Bearer keys.

use directory::model::{Key, KeyAndDirectory, KeyId, OrganizationId};
use rusqlite::{Connection, OptionalExtension, Row};

use super::organizations::directory_at;
use crate::stored::{Stored, get, get_optional};

macro_rules! select_key {
    ($rest:literal) => {
        concat!(
            "SELECT
                key.id,
                organization.id,
                directory.id,
                key.user,
                key.label,
                key.scope,
                key.digest,
                key.created,
                key.expires,
                key.revoked,
                key.last_used,
                directory.id,
                organization.id,
                directory.name,
                directory.profile,
                directory.revision,
                directory.created
            FROM key
            JOIN organization ON organization.no = key.organization
            LEFT JOIN directory ON directory.no = key.directory ",
            $rest
        )
    };
}

/// The key of that id, and its directory.
pub(crate) fn key(connection: &Connection, id: KeyId) -> rusqlite::Result<Option<KeyAndDirectory>> {
    connection
        .prepare_cached(select_key!("WHERE key.id = ?"))?
        .query_row([Stored(id)], |row| {
            let key = read(row)?;
            let directory = key.directory.map(|_| directory_at(row, 11)).transpose()?;
            Ok(KeyAndDirectory { key, directory })
        })
        .optional()
}

/// All keys of an organization, oldest first.
pub(crate) fn keys(
    connection: &Connection,
    organization: OrganizationId,
) -> rusqlite::Result<Vec<Key>> {
    connection
        .prepare_cached(select_key!("WHERE organization.id = ? ORDER BY key.no"))?
        .query_map([Stored(organization)], read)?
        .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Key> {
    Ok(Key {
        id: get(row, 0)?,
        organization: get(row, 1)?,
        directory: get_optional(row, 2)?,
        user: get_optional(row, 3)?,
        label: row.get(4)?,
        scope: get(row, 5)?,
        digest: get(row, 6)?,
        created: get(row, 7)?,
        expires: get_optional(row, 8)?,
        revoked: get_optional(row, 9)?,
        last_used: get_optional(row, 10)?,
    })
}
