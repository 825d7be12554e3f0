//! The keys that were presented lately, kept at hand: a client presents the same one with each request.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use jiff::{SignedDuration, Timestamp};

use crate::model::{KeyAndDirectory, KeyId};

/// How long a key is taken to be as it was read. What this service changes itself is forgotten at once; this is how long
/// what another process changes in the same store, a key that is revoked for instance, may take to be noticed.
pub const KEY_MEMORY: SignedDuration = SignedDuration::from_secs(1);

/// How many are kept. With more clients than that at once, keys are read anew.
const MOST: usize = 10_000;

/// What is known of keys, and since when.
#[derive(Debug, Default)]
pub(super) struct KnownKeys(RwLock<Known>);

#[derive(Debug, Default)]
struct Known {
    keys: HashMap<KeyId, (Timestamp, Arc<KeyAndDirectory>)>,
    /// How often everything was forgotten.
    era: u64,
}

impl KnownKeys {
    /// A key, if it was read in the time before `now` that counts.
    pub(super) fn recall(&self, id: KeyId, now: Timestamp) -> Option<Arc<KeyAndDirectory>> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let (read, found) = known.keys.get(&id)?;
        let age = now.duration_since(*read);
        (age >= SignedDuration::ZERO && age < KEY_MEMORY).then(|| Arc::clone(found))
    }

    /// What [`KnownKeys::keep`] is to be told about a key that is read from now on.
    pub(super) fn era(&self) -> u64 {
        self.0.read().unwrap_or_else(PoisonError::into_inner).era
    }

    /// Keeps a key as it was read at that time, unless everything was forgotten since the era in which it was read.
    pub(super) fn keep(&self, found: Arc<KeyAndDirectory>, read: Timestamp, era: u64) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.era != era {
            return;
        }
        if known.keys.len() >= MOST {
            known.keys.clear();
        }
        known.keys.insert(found.key.id, (read, found));
    }

    /// Notes when a key was used.
    pub(super) fn used(&self, id: KeyId, at: Timestamp) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, found)) = known.keys.get_mut(&id) {
            Arc::make_mut(found).key.last_used = Some(at);
        }
    }

    /// Forgets all: a key or what it opens may have changed.
    pub(super) fn forget(&self) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.era += 1;
        known.keys.clear();
    }
}
