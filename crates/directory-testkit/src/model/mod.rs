//! The model store: the port in memory, in the plainest way that can be seen to be right.
//!
//! One value holds everything, and what one resource has (keys, index entries, members) is kept with it
//! and nowhere else: reads look through all of it. A commit changes a copy, which takes the place of
//! the original if every write of the change went well; a snapshot keeps the value it was taken of. So atomicity
//! and isolation need no argument. Speed doesn't matter here.

mod apply;
mod integrity;
mod members;
mod runs;
mod snapshot;
mod state;
#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use directory::model::{
    Directory, DirectoryId, Key, KeyAndDirectory, KeyId, Organization, OrganizationId,
};
use directory::store::{
    BoxFuture, Change, CommitError, Finding, Snapshot, Store, StoreError, Tenant,
};
use jiff::Timestamp;

use snapshot::ModelSnapshot;
use state::State;

/// A store in memory. Nothing of it outlives the process.
#[derive(Debug)]
pub struct ModelStore {
    state: Mutex<Arc<State>>,
    /// Told as it was drawn, the failure to draw one too.
    secret: Result<[u8; 32], getrandom::Error>,
}

impl ModelStore {
    /// An empty store, with a secret of its own.
    pub fn new() -> Self {
        let mut secret = [0; 32];
        let drawn = getrandom::fill(&mut secret);
        Self { state: Mutex::default(), secret: drawn.map(|()| secret) }
    }

    fn lock(&self) -> MutexGuard<'_, Arc<State>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn state(&self) -> Arc<State> {
        Arc::clone(&self.lock())
    }
}

impl Default for ModelStore {
    fn default() -> Self {
        Self::new()
    }
}

impl Store for ModelStore {
    fn snapshot(&self, tenant: Tenant) -> BoxFuture<'_, Result<Box<dyn Snapshot>, StoreError>> {
        let snapshot: Box<dyn Snapshot> = Box::new(ModelSnapshot::new(self.state(), tenant));
        ready(Ok(snapshot))
    }

    fn commit(&self, change: Change) -> BoxFuture<'_, Result<(), CommitError>> {
        let mut state = self.lock();
        let mut next = State::clone(&state);
        let outcome = next.apply(change);
        if outcome.is_ok() {
            *state = Arc::new(next);
        }
        ready(outcome)
    }

    fn key(&self, id: KeyId) -> BoxFuture<'_, Result<Option<KeyAndDirectory>, StoreError>> {
        let state = self.state();
        ready(Ok(state.key(id).map(|key| KeyAndDirectory {
            key: key.clone(),
            directory: key.directory.and_then(|id| state.directory(id)).cloned(),
        })))
    }

    fn organizations(&self) -> BoxFuture<'_, Result<Vec<Organization>, StoreError>> {
        ready(Ok(self.state().organizations.clone()))
    }

    fn directories(&self) -> BoxFuture<'_, Result<Vec<Directory>, StoreError>> {
        ready(Ok(self.state().directories.clone()))
    }

    fn customization(
        &self,
        directory: DirectoryId,
    ) -> BoxFuture<'_, Result<Option<Vec<u8>>, StoreError>> {
        ready(Ok(self.state().customizations.get(&directory).cloned()))
    }

    fn secret(&self) -> BoxFuture<'_, Result<[u8; 32], StoreError>> {
        let failed = |error| StoreError { doing: "drawing the secret", source: Box::new(error) };
        ready(self.secret.map_err(failed))
    }

    fn keys(&self, organization: OrganizationId) -> BoxFuture<'_, Result<Vec<Key>, StoreError>> {
        let state = self.state();
        ready(Ok(state
            .keys
            .iter()
            .filter(|key| key.organization == organization)
            .cloned()
            .collect()))
    }

    fn key_used(&self, id: KeyId, at: Timestamp) -> BoxFuture<'_, Result<(), StoreError>> {
        let mut state = self.lock();
        if let Some(key) = Arc::make_mut(&mut state).keys.iter_mut().find(|key| key.id == id) {
            key.last_used = key.last_used.max(Some(at));
        }
        ready(Ok(()))
    }

    fn integrity(&self) -> BoxFuture<'_, Result<Vec<Finding>, StoreError>> {
        ready(Ok(self.state().findings()))
    }
}

fn ready<'a, T: Send + 'a>(value: T) -> BoxFuture<'a, T> {
    Box::pin(std::future::ready(value))
}
