//! Writing accounts.

use directory::model::{Account, email_key};
use directory::store::Precondition;

use super::confines::Confines;
use super::{Outcome, Refusal};
use crate::stored::Stored;

/// Adds or changes an account of the tenant's organization. Neither statement does anything if another
/// account has the e-mail.
pub(super) fn put(confines: &Confines<'_>, account: &Account, expect: Precondition) -> Outcome {
    let organization = confines.organization()?;
    let profile = serde_json::to_string(&account.profile)
        .map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))?;
    let written = match expect {
        Precondition::Absent => confines
            .connection
            .prepare_cached(
                "INSERT INTO account (
                    organization,
                    id,
                    email,
                    email_key,
                    managed,
                    active,
                    profile,
                    version,
                    created,
                    modified
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING",
            )?
            .execute((
                organization,
                Stored(account.id),
                &account.email,
                email_key(&account.email),
                Stored(account.kind),
                account.active,
                profile,
                Stored(account.version),
                Stored(account.created),
                Stored(account.modified),
            ))?,
        Precondition::Version(version) => confines
            .connection
            .prepare_cached(
                "UPDATE OR IGNORE account
                SET email = ?,
                    email_key = ?,
                    managed = ?,
                    active = ?,
                    profile = ?,
                    version = ?,
                    created = ?,
                    modified = ?
                WHERE organization = ?
                    AND id = ?
                    AND version = ?",
            )?
            .execute((
                &account.email,
                email_key(&account.email),
                Stored(account.kind),
                account.active,
                profile,
                Stored(account.version),
                Stored(account.created),
                Stored(account.modified),
                organization,
                Stored(account.id),
                Stored(version),
            ))?,
    };
    Refusal::unless(written == 1)?;
    if expect == Precondition::Absent {
        confines.has_added(account.id, confines.connection.last_insert_rowid());
    }
    Ok(())
}
