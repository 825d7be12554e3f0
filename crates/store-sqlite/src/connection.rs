//! Connections, and how each sort of them is set up.
//!
//! None maps the file into memory. SQLite takes the whole map down whenever another connection has committed, and
//! building it up again page by page costs more than copying the few pages that a read needs; besides, every connection's
//! map would count as memory of this process, and a disk that fails under a map ends it.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::open::Options;

/// How many prepared statements a connection keeps: more than there are in this crate.
const STATEMENTS: usize = 128;

/// A connection that can write, before anything is set up.
pub(crate) fn unset(path: &Path, options: &Options) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(options.busy_timeout)?;
    Ok(connection)
}

/// The connection that writes.
///
/// `FULL` flushes the write-ahead log at every commit: what is acknowledged survives a power loss. The writer
/// never checkpoints of itself, since that would make one unlucky commit wait for thousands of pages.
pub(crate) fn writer(path: &Path, options: &Options) -> rusqlite::Result<Connection> {
    let connection = unset(path, options)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA wal_autocheckpoint = 0;
         PRAGMA temp_store = MEMORY;",
    )?;
    connection.pragma_update(None, "journal_size_limit", options.wal_kept)?;
    connection.pragma_update(None, "cache_size", -options.writer_cache_kib)?;
    remember_statements(&connection)?;
    Ok(connection)
}

/// A connection that only reads.
pub(crate) fn reader(path: &Path, options: &Options) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(options.busy_timeout)?;
    connection.execute_batch(
        "PRAGMA query_only = ON;
         PRAGMA temp_store = MEMORY;",
    )?;
    connection.pragma_update(None, "cache_size", -options.reader_cache_kib)?;
    remember_statements(&connection)?;
    Ok(connection)
}

/// Statements are planned once. Without the stability guarantee SQLite plans one anew whenever a value that
/// is bound to it differs, which takes longer than running it.
fn remember_statements(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(())
}
