//! Accounts, and who is linked to them.

use directory::model::{Account, AccountId, Link, email_key};
use rusqlite::{Connection, OptionalExtension, Row};

use super::transaction::Transaction;
use crate::stored::{Stored, get};

macro_rules! select_account {
    ($where:literal) => {
        concat!(
            "SELECT
                id,
                email,
                managed,
                active,
                profile,
                version,
                created,
                modified
            FROM account
            WHERE organization = ? ",
            $where
        )
    };
}

/// The account of that id.
pub(crate) fn account(
    connection: &Connection,
    organization: i64,
    id: AccountId,
) -> rusqlite::Result<Option<Account>> {
    connection
        .prepare_cached(select_account!("AND id = ?"))?
        .query_row((organization, Stored(id)), read)
        .optional()
}

/// The account of that id as a transaction has it, from memory where it is known.
pub(super) fn known_account(
    transaction: &Transaction,
    id: AccountId,
) -> rusqlite::Result<Option<Account>> {
    let (memory, place, end) = (transaction.memory(), transaction.place, transaction.end);
    let organization = place.tenant.organization;
    if let Some(known) = memory.account(organization, id, end) {
        return Ok(Some(known.account.clone()));
    }
    let found = account(transaction.connection()?, place.organization, id)?;
    if let Some(account) = &found {
        memory.keep_account(organization, account.clone(), end);
    }
    Ok(found)
}

/// The account with that e-mail.
pub(crate) fn account_by_email(
    connection: &Connection,
    organization: i64,
    email: &str,
) -> rusqlite::Result<Option<Account>> {
    connection
        .prepare_cached(select_account!("AND email_key = ?"))?
        .query_row((organization, email_key(email)), read)
        .optional()
}

/// All accounts, oldest first.
pub(crate) fn accounts(
    connection: &Connection,
    organization: i64,
) -> rusqlite::Result<Vec<Account>> {
    connection
        .prepare_cached(select_account!("ORDER BY no"))?
        .query_map([organization], read)?
        .collect()
}

/// The users that are linked to an account, oldest first.
pub(crate) fn links(
    connection: &Connection,
    organization: i64,
    account: AccountId,
) -> rusqlite::Result<Vec<Link>> {
    connection
        .prepare_cached(
            "SELECT
                directory.id,
                resource.id
            FROM account
            CROSS JOIN resource ON resource.account = account.no
            JOIN directory ON directory.no = resource.directory
            WHERE account.organization = ?
                AND account.id = ?
            ORDER BY resource.no",
        )?
        .query_map((organization, Stored(account)), |row| {
            Ok(Link { directory: get(row, 0)?, user: get(row, 1)?, account: Some(account) })
        })?
        .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Account> {
    let profile: String = row.get(4)?;
    Ok(Account {
        id: get(row, 0)?,
        email: row.get(1)?,
        kind: get(row, 2)?,
        active: row.get(3)?,
        profile: serde_json::from_str(&profile).map_err(|e| {
            rusqlite::Error::FromSqlConversionFailure(4, rusqlite::types::Type::Text, Box::new(e))
        })?,
        version: get(row, 5)?,
        created: get(row, 6)?,
        modified: get(row, 7)?,
    })
}
