//! The port of the domain, on SQLite.

use std::future::ready;
use std::sync::Arc;

use directory::model::{
    Directory, DirectoryId, Key, KeyAndDirectory, KeyId, Organization, OrganizationId,
};
use directory::store::{
    BoxFuture, Change, CommitError, Finding, Snapshot, Store, StoreError, Tenant,
};
use jiff::Timestamp;
use rusqlite::Connection;

use crate::error::failed;
use crate::pool::Pool;
use crate::read::{self, ReadSnapshot};
use crate::writer::Queue;
use crate::{integrity, migrate};

/// A store in one SQLite file. Its clones share it.
#[derive(Clone, Debug)]
pub struct SqliteStore {
    queue: Queue,
    pool: Arc<Pool>,
}

impl SqliteStore {
    pub(crate) const fn new(queue: Queue, pool: Arc<Pool>) -> Self {
        Self { queue, pool }
    }

    /// Writes what is queued, copies the write-ahead log into the file as far as no other process is at work
    /// there, and ends the threads. Changes that come later are refused. A store that is dropped instead loses
    /// nothing that was acknowledged.
    pub async fn close(&self) -> Result<(), StoreError> {
        self.pool.clear();
        self.queue.close().await
    }

    /// The version of the schema that this program writes.
    pub fn schema_version() -> u32 {
        migrate::known()
    }

    fn read<T: Send + 'static>(
        &self,
        doing: &'static str,
        read: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> BoxFuture<'static, Result<T, StoreError>> {
        let read = self.pool.begin().and_then(|reader| read(reader.connection()?));
        Box::pin(ready(read.map_err(|e| failed(doing, e))))
    }
}

impl Store for SqliteStore {
    fn snapshot(&self, tenant: Tenant) -> BoxFuture<'_, Result<Box<dyn Snapshot>, StoreError>> {
        let snapshot = ReadSnapshot::take(&self.pool, tenant)
            .map(|snapshot| Box::new(snapshot) as Box<dyn Snapshot>);
        Box::pin(ready(snapshot))
    }

    fn glance(&self, tenant: Tenant) -> BoxFuture<'_, Result<Box<dyn Snapshot>, StoreError>> {
        Box::pin(ready(Ok(Box::new(ReadSnapshot::glance(&self.pool, tenant)) as Box<dyn Snapshot>)))
    }

    fn commit(&self, change: Change) -> BoxFuture<'_, Result<(), CommitError>> {
        Box::pin(self.queue.commit(change))
    }

    fn key(&self, id: KeyId) -> BoxFuture<'_, Result<Option<KeyAndDirectory>, StoreError>> {
        self.read("reading a key", |connection| read::key(connection, id))
    }

    fn organizations(&self) -> BoxFuture<'_, Result<Vec<Organization>, StoreError>> {
        self.read("listing organizations", read::organizations)
    }

    fn directories(&self) -> BoxFuture<'_, Result<Vec<Directory>, StoreError>> {
        self.read("listing directories", read::directories)
    }

    fn customization(
        &self,
        directory: DirectoryId,
    ) -> BoxFuture<'_, Result<Option<Vec<u8>>, StoreError>> {
        self.read("reading a customization", |connection| {
            read::customization(connection, directory)
        })
    }

    fn secret(&self) -> BoxFuture<'_, Result<[u8; 32], StoreError>> {
        self.read("reading the store's secret", read::secret)
    }

    fn keys(&self, organization: OrganizationId) -> BoxFuture<'_, Result<Vec<Key>, StoreError>> {
        self.read("listing keys", |connection| read::keys(connection, organization))
    }

    fn key_used(&self, id: KeyId, at: Timestamp) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(ready(self.queue.key_used(id, at)))
    }

    fn integrity(&self) -> BoxFuture<'_, Result<Vec<Finding>, StoreError>> {
        let pool = Arc::clone(&self.pool);
        self.read("verifying the store", move |connection| {
            integrity::check(connection, &pool.memory)
        })
    }
}
