//! A store that lets others go first before it answers, so that operations that may overlap do.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use directory::model::{
    Directory, DirectoryId, Key, KeyAndDirectory, KeyId, Organization, OrganizationId,
};
use directory::store::{
    BoxFuture, Change, CommitError, Finding, Snapshot, Store, StoreError, Tenant,
};
use directory_testkit::ModelStore;

type Read<'a, T> = BoxFuture<'a, Result<T, StoreError>>;

/// The model store, which waits a number of turns that looks random.
#[derive(Debug)]
pub(super) struct YieldingStore {
    model: ModelStore,
    seed: AtomicU64,
    /// How many commits are under way, and how many were at most.
    under_way: AtomicUsize,
    most: AtomicUsize,
}

impl YieldingStore {
    pub(super) fn new(seed: u64) -> Self {
        let (under_way, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        Self { model: ModelStore::new(), seed: AtomicU64::new(seed), under_way, most }
    }

    /// How many commits were under way together, at most.
    pub(super) fn most_together(&self) -> usize {
        self.most.load(Ordering::Relaxed)
    }

    async fn dawdle(&self) {
        // The multiplier of Knuth's MMIX generator.
        let step = |seed: u64| Some(seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1));
        let seed = self.seed.fetch_update(Ordering::Relaxed, Ordering::Relaxed, step);
        for _ in 0..(seed.unwrap_or(0) >> 33) % 5 {
            tokio::task::yield_now().await;
        }
    }
}

impl Store for YieldingStore {
    fn snapshot(&self, tenant: Tenant) -> Read<'_, Box<dyn Snapshot>> {
        Box::pin(async move {
            self.dawdle().await;
            self.model.snapshot(tenant).await
        })
    }

    fn commit(&self, change: Change) -> BoxFuture<'_, Result<(), CommitError>> {
        Box::pin(async move {
            let together = self.under_way.fetch_add(1, Ordering::Relaxed) + 1;
            self.most.fetch_max(together, Ordering::Relaxed);
            self.dawdle().await;
            let committed = self.model.commit(change).await;
            self.under_way.fetch_sub(1, Ordering::Relaxed);
            committed
        })
    }

    fn key(&self, id: KeyId) -> Read<'_, Option<KeyAndDirectory>> {
        self.model.key(id)
    }

    fn organizations(&self) -> Read<'_, Vec<Organization>> {
        self.model.organizations()
    }

    fn directories(&self) -> Read<'_, Vec<Directory>> {
        self.model.directories()
    }

    fn customization(&self, directory: DirectoryId) -> Read<'_, Option<Vec<u8>>> {
        self.model.customization(directory)
    }

    fn secret(&self) -> Read<'_, [u8; 32]> {
        self.model.secret()
    }

    fn keys(&self, organization: OrganizationId) -> Read<'_, Vec<Key>> {
        self.model.keys(organization)
    }

    fn key_used(&self, id: KeyId, at: jiff::Timestamp) -> Read<'_, ()> {
        self.model.key_used(id, at)
    }

    fn integrity(&self) -> Read<'_, Vec<Finding>> {
        self.model.integrity()
    }
}
