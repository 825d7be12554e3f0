//! A read transaction of one tenant.

use std::sync::Arc;
use std::time::Instant;

use directory::store::Tenant;
use rusqlite::Connection;

use super::log::log_end;
use super::tenant::Place;
use crate::memory::{End, Memory};
use crate::pool::{Pool, Reader};

/// A transaction that has begun.
#[derive(Debug)]
pub(super) struct Transaction {
    reader: Reader,
    /// The tenant.
    pub(super) place: Place,
    /// The end of the log, which names what the transaction sees.
    pub(super) end: End,
}

impl Transaction {
    /// Begins one. The end of the log is the first read, which settles what the others see.
    pub(super) fn begin(pool: &Arc<Pool>, tenant: Tenant) -> rusqlite::Result<Self> {
        let asked = Instant::now();
        let reader = pool.begin()?;
        let end = log_end(reader.connection()?)?;
        pool.memory.see(end);
        pool.lease.renew(asked);
        let place = Place::find(reader.connection()?, &pool.memory, tenant)?;
        Ok(Self { reader, place, end })
    }

    /// What is in memory.
    pub(super) fn memory(&self) -> &Memory {
        self.reader.memory()
    }

    /// Its connection.
    pub(super) fn connection(&self) -> rusqlite::Result<&Connection> {
        self.reader.connection()
    }
}
