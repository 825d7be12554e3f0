//! The schema's migrations: numbered, only ever added to, and recorded in the file with a checksum.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use sha2::{Digest, Sha256};

use crate::error::OpenError;

/// One step of the schema.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Migration {
    /// Its number, from 1 without gaps.
    pub(crate) version: u32,
    /// What it is about.
    pub(crate) name: &'static str,
    /// What it does.
    pub(crate) sql: &'static str,
}

/// All migrations, oldest first. A migration that was released is never edited.
const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, name: "initial", sql: include_str!("../migrations/0001_initial.sql") },
    Migration { version: 2, name: "runs", sql: include_str!("../migrations/0002_runs.sql") },
    Migration {
        version: 3,
        name: "less_space",
        sql: include_str!("../migrations/0003_less_space.sql"),
    },
];

/// The mark of a Rollcall store in the header of the file: "Roll".
const APPLICATION_ID: i64 = 0x526f_6c6c;

/// The newest version known here.
pub(crate) fn known() -> u32 {
    newest_of(MIGRATIONS)
}

/// Refuses the database of another program.
pub(crate) fn refuse_foreign(connection: &Connection, path: &Path) -> Result<(), OpenError> {
    match is_foreign(connection) {
        Ok(false) => Ok(()),
        Ok(true) => Err(OpenError::Foreign { path: path.to_owned() }),
        Err(source) => Err(OpenError::File { path: path.to_owned(), source }),
    }
}

/// Brings a file's schema up to date.
pub(crate) fn run(connection: &mut Connection, path: &Path) -> Result<(), OpenError> {
    run_these(MIGRATIONS, connection, path)
}

fn run_these(
    migrations: &[Migration],
    connection: &mut Connection,
    path: &Path,
) -> Result<(), OpenError> {
    let file_error = |source| OpenError::File { path: path.to_owned(), source };
    refuse_newer(migrations, connection, path)?;
    for migration in migrations {
        // Of two processes that start at once one waits here, and then finds the work done.
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(file_error)?;
        match recorded(&transaction, migration.version).map_err(file_error)? {
            None => apply(&transaction, migration).map_err(file_error)?,
            Some(checksum) if checksum == checksum_of(migration.sql) => {}
            Some(_) => {
                return Err(OpenError::Changed {
                    path: path.to_owned(),
                    version: migration.version,
                    name: migration.name.to_owned(),
                });
            }
        }
        transaction.commit().map_err(file_error)?;
    }
    Ok(())
}

/// Whether the file is another program's: it holds tables, and not our mark.
fn is_foreign(connection: &Connection) -> rusqlite::Result<bool> {
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", (), |row| row.get(0))?;
    if tables == 0 {
        return Ok(false);
    }
    // Asked second: the first of two processes that start at once makes the tables and the mark together.
    let id: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    Ok(id != APPLICATION_ID)
}

fn refuse_newer(
    migrations: &[Migration],
    connection: &Connection,
    path: &Path,
) -> Result<(), OpenError> {
    let known = newest_of(migrations);
    let found =
        newest(connection).map_err(|source| OpenError::File { path: path.to_owned(), source })?;
    if found > known {
        Err(OpenError::Newer { path: path.to_owned(), found, known })
    } else {
        Ok(())
    }
}

fn newest_of(migrations: &[Migration]) -> u32 {
    migrations.last().map_or(0, |migration| migration.version)
}

fn newest(connection: &Connection) -> rusqlite::Result<u32> {
    if !connection.table_exists(None, "schema_migration")? {
        return Ok(0);
    }
    connection
        .query_row("SELECT coalesce(max(version), 0) FROM schema_migration", (), |row| row.get(0))
}

fn recorded(transaction: &Transaction<'_>, version: u32) -> rusqlite::Result<Option<String>> {
    transaction.execute_batch(
        "CREATE TABLE IF NOT EXISTS schema_migration (
            version INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            applied INTEGER NOT NULL
        ) STRICT",
    )?;
    transaction
        .query_row("SELECT sha256 FROM schema_migration WHERE version = ?", [version], |row| {
            row.get(0)
        })
        .optional()
}

fn apply(transaction: &Transaction<'_>, migration: &Migration) -> rusqlite::Result<()> {
    transaction.execute_batch(migration.sql)?;
    transaction.execute(
        "INSERT INTO schema_migration (version, name, sha256, applied)
         VALUES (?, ?, ?, CAST(unixepoch('subsec') * 1000000 AS INTEGER))",
        (migration.version, migration.name, checksum_of(migration.sql)),
    )?;
    Ok(())
}

/// The SHA-256 of a text with its line ends as `\n`, so that a checkout on Windows has the same.
fn checksum_of(sql: &str) -> String {
    hex::encode(Sha256::digest(sql.replace("\r\n", "\n")))
}
