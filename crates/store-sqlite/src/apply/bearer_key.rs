//! Writing bearer keys.

use directory::model::{Key, KeyId, Kind};
use jiff::Timestamp;
use rusqlite::Connection;

use super::confines::Confines;
use super::{Outcome, Refusal};
use crate::read;
use crate::stored::Stored;

/// Adds a key of the tenant's organization. Who holds it must be a user of its directory.
pub(super) fn add(confines: &Confines<'_>, key: &Key) -> Outcome {
    Refusal::unless(key.organization == confines.tenant.organization)?;
    let directory = key.directory.map(|id| confines.directory_of(id)).transpose()?;
    if let Some(user) = key.user {
        let directory = directory.ok_or(Refusal::Conflict)?;
        let found = read::find(confines.connection, directory, Kind::User, user)?;
        Refusal::unless(found.is_some())?;
    }
    let added = confines
        .connection
        .prepare_cached(
            "INSERT INTO key (
                id,
                organization,
                directory,
                user,
                label,
                scope,
                digest,
                created,
                expires,
                revoked,
                last_used
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING",
        )?
        .execute((
            Stored(key.id),
            confines.organization()?,
            directory,
            key.user.map(Stored),
            &key.label,
            Stored(key.scope),
            Stored(key.digest),
            Stored(key.created),
            key.expires.map(Stored),
            key.revoked.map(Stored),
            key.last_used.map(Stored),
        ))?;
    Refusal::unless(added == 1)
}

/// Revokes a live key of the tenant's organization.
pub(super) fn revoke(confines: &Confines<'_>, id: KeyId, at: Timestamp) -> Outcome {
    let revoked = confines
        .connection
        .prepare_cached(
            "UPDATE key SET revoked = ? WHERE id = ? AND organization = ? AND revoked IS NULL",
        )?
        .execute((Stored(at), Stored(id), confines.organization()?))?;
    Refusal::unless(revoked == 1)
}

/// Notes that a key was used. Notes may come out of order: the latest time stays.
pub(crate) fn key_used(connection: &Connection, id: KeyId, at: Timestamp) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE key SET last_used = max(coalesce(last_used, ?1), ?1) WHERE id = ?2",
        )?
        .execute((Stored(at), Stored(id)))?;
    Ok(())
}
