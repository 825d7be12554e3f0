//! The connections that read.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use crate::connection;
use crate::memory::{Lease, Memory};
use crate::open::Options;

/// Connections that wait for the next snapshot.
///
/// A snapshot never waits: if none is idle, one is opened. How many are kept is bounded, and how many are
/// open at once is bounded by how many snapshots the callers hold.
#[derive(Debug)]
pub(crate) struct Pool {
    path: PathBuf,
    options: Options,
    idle: Mutex<Vec<Connection>>,
    /// What was asked for lately.
    pub(crate) memory: Arc<Memory>,
    /// Whether it may be told without a transaction.
    pub(crate) lease: Arc<Lease>,
}

impl Pool {
    pub(crate) fn new(
        path: PathBuf,
        options: Options,
        memory: Arc<Memory>,
        lease: Arc<Lease>,
    ) -> Arc<Self> {
        Arc::new(Self { path, options, idle: Mutex::default(), memory, lease })
    }

    /// A connection in a read transaction. What it sees is settled by its first statement.
    pub(crate) fn begin(self: &Arc<Self>) -> rusqlite::Result<Reader> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = idle.map_or_else(|| connection::reader(&self.path, &self.options), Ok)?;
        connection.prepare_cached("BEGIN")?.execute(())?;
        Ok(Reader { connection: Some(connection), pool: Arc::clone(self) })
    }

    /// Closes the connections that are idle.
    pub(crate) fn clear(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn take_back(&self, connection: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < self.options.readers {
            idle.push(connection);
        }
    }
}

/// A connection in a read transaction, which ends when it is dropped.
#[derive(Debug)]
pub(crate) struct Reader {
    /// Some until it is dropped.
    connection: Option<Connection>,
    pool: Arc<Pool>,
}

impl Reader {
    /// What was asked for lately.
    pub(crate) fn memory(&self) -> &Memory {
        &self.pool.memory
    }

    /// The connection.
    pub(crate) fn connection(&self) -> rusqlite::Result<&Connection> {
        // None only while it is being dropped, when nobody can ask.
        self.connection.as_ref().ok_or(rusqlite::Error::InvalidQuery)
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        let ended =
            connection.prepare_cached("ROLLBACK").and_then(|mut rollback| rollback.execute(()));
        // One that can't end its transaction is closed instead.
        if ended.is_ok() {
            self.pool.take_back(connection);
        }
    }
}
