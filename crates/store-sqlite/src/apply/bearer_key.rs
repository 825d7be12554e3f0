//! Writing bearer keys.

use directory::model::{Key, KeyId};
use jiff::Timestamp;
use rusqlite::Connection;

use super::confines::Confines;
use super::{Outcome, Refusal};
use crate::stored::Stored;

/// Adds a key of the tenant's organization.
pub(super) fn add(confines: &Confines<'_>, key: &Key) -> Outcome {
    Refusal::unless(key.organization == confines.tenant.organization)?;
    let directory = key.directory.map(|id| confines.directory_of(id)).transpose()?;
    let added = confines
        .connection
        .prepare_cached(
            "INSERT INTO key (
                id,
                organization,
                directory,
                label,
                scope,
                digest,
                created,
                expires,
                revoked,
                last_used
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING",
        )?
        .execute((
            Stored(key.id),
            confines.organization()?,
            directory,
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
