//! A store that can be told to fail.

use std::sync::atomic::{AtomicU8, Ordering};

use directory::model::{
    Directory, DirectoryId, Key, KeyAndDirectory, KeyId, Organization, OrganizationId,
};
use directory::store::{
    BoxFuture, Change, CommitError, Finding, Snapshot, Store, StoreError, Tenant,
};
use directory_testkit::ModelStore;
use tokio::sync::Notify;

type Read<'a, T> = BoxFuture<'a, Result<T, StoreError>>;

/// How the store does when it is asked for users and groups, or for organizations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Mood {
    Well,
    Failing,
    Panicking,
    Hanging,
}

/// The model store, and a mood.
#[derive(Debug, Default)]
pub(crate) struct TroubledStore {
    model: ModelStore,
    mood: AtomicU8,
    changed: Notify,
    hangs: Notify,
}

impl TroubledStore {
    pub(crate) fn be(&self, mood: Mood) {
        self.mood.store(mood as u8, Ordering::SeqCst);
        self.changed.notify_waiters();
    }

    /// Returns when a read hangs.
    pub(crate) async fn entered(&self) {
        self.hangs.notified().await;
    }

    async fn moody(&self) -> Result<(), StoreError> {
        let mood = self.mood.load(Ordering::SeqCst);
        if mood == Mood::Failing as u8 {
            return Err(StoreError {
                doing: "reading",
                source: "the secret of the store: /var/lib/rollcall/db.sqlite".into(),
            });
        }
        assert_ne!(mood, Mood::Panicking as u8, "the secret of the store");
        if mood == Mood::Hanging as u8 {
            let changed = self.changed.notified();
            self.hangs.notify_one();
            changed.await;
        }
        Ok(())
    }
}

impl Store for TroubledStore {
    fn snapshot(&self, tenant: Tenant) -> Read<'_, Box<dyn Snapshot>> {
        Box::pin(async move {
            self.moody().await?;
            self.model.snapshot(tenant).await
        })
    }

    fn commit(&self, change: Change) -> BoxFuture<'_, Result<(), CommitError>> {
        self.model.commit(change)
    }

    fn key(&self, id: KeyId) -> Read<'_, Option<KeyAndDirectory>> {
        self.model.key(id)
    }

    fn organizations(&self) -> Read<'_, Vec<Organization>> {
        Box::pin(async move {
            self.moody().await?;
            self.model.organizations().await
        })
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
