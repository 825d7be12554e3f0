//! A store in which others get their turn at every call, and which can die.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use directory::model::{
    Directory, DirectoryId, Key, KeyAndDirectory, KeyId, Organization, OrganizationId,
};
use directory::store::{
    BoxFuture, Change, CommitError, Finding, Read, Snapshot, Store, StoreError, Tenant,
};

/// A store over another.
#[derive(Debug)]
pub(crate) struct Eventful {
    inner: Arc<dyn Store>,
    /// How many more commits it does before every one fails.
    life: AtomicUsize,
}

impl Eventful {
    pub(crate) fn new(inner: &Arc<dyn Store>, life: usize) -> Self {
        Self { inner: Arc::clone(inner), life: AtomicUsize::new(life) }
    }
}

impl Store for Eventful {
    fn snapshot(&self, tenant: Tenant) -> Read<'_, Box<dyn Snapshot>> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            self.inner.snapshot(tenant).await
        })
    }

    fn commit(&self, change: Change) -> BoxFuture<'_, Result<(), CommitError>> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            let live = |life: usize| life.checked_sub(1);
            if self.life.fetch_update(Ordering::SeqCst, Ordering::SeqCst, live).is_err() {
                let (doing, source) = ("dying", "the store is dead".into());
                return Err(CommitError::Store(StoreError { doing, source }));
            }
            self.inner.commit(change).await
        })
    }

    fn key(&self, id: KeyId) -> Read<'_, Option<KeyAndDirectory>> {
        self.inner.key(id)
    }

    fn organizations(&self) -> Read<'_, Vec<Organization>> {
        self.inner.organizations()
    }

    fn directories(&self) -> Read<'_, Vec<Directory>> {
        self.inner.directories()
    }

    fn customization(&self, directory: DirectoryId) -> Read<'_, Option<Vec<u8>>> {
        self.inner.customization(directory)
    }

    fn secret(&self) -> Read<'_, [u8; 32]> {
        self.inner.secret()
    }

    fn keys(&self, organization: OrganizationId) -> Read<'_, Vec<Key>> {
        self.inner.keys(organization)
    }

    fn key_used(&self, id: KeyId, at: jiff::Timestamp) -> Read<'_, ()> {
        self.inner.key_used(id, at)
    }

    fn integrity(&self) -> Read<'_, Vec<Finding>> {
        self.inner.integrity()
    }
}
