//! The service: every operation of the domain, over one store.
//!
//! The files here are its faces: authentication, the SCIM operations, discovery, administration,
//! verification. The rules they apply are in [`crate::users`], [`crate::groups`] and
//! [`crate::accounts`].

mod administer;
mod authenticate;
mod bulk;
mod customize;
mod discover;
mod known_keys;
mod manage_accounts;
mod provision;
mod rules;
mod transact;
mod turns;
mod verify;
mod verify_nesting;

pub use administer::NewKey;
pub use customize::{AddedSchema, IndexedAttribute};
pub use known_keys::KEY_MEMORY;
use known_keys::KnownKeys;
use rules::Rules;
pub(crate) use transact::{Decision, Logged, Moment, Operation};

use std::sync::{Arc, OnceLock};

use crate::clock::{Clock, SystemClock};
use crate::error::Error;
use crate::query::Seal;
use crate::store::Store;

use turns::Turns;

/// What the service is told at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The URL clients reach the service at, without a slash at the end.
    pub base_url: String,
    /// The bounds on requests.
    pub limits: scim::Limits,
    /// How many resources a query may read to find those that match: what the index can't answer is
    /// refused beyond that.
    pub scan: u64,
    /// How many members of groups, and groups of users, one answer may show: beyond that they are asked for
    /// in pages.
    pub members_in_answer: usize,
    /// How many operations a bulk request may hold (RFC 7644 §3.7.4).
    pub bulk_operations: usize,
    /// How large a bulk request may be, in bytes.
    pub bulk_bytes: usize,
}

impl Settings {
    /// The default bounds, at that URL.
    pub fn new(base_url: impl Into<String>) -> Self {
        Self {
            base_url: base_url.into(),
            limits: scim::Limits::default(),
            // About a second of one core.
            scan: 250_000,
            // About 10 MB of JSON.
            members_in_answer: 50_000,
            bulk_operations: 1_000,
            bulk_bytes: 10 * 1024 * 1024,
        }
    }
}

/// The directory service. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Service {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) settings: Arc<Settings>,
    /// Where contenders for one resource wait.
    turns: Arc<Turns>,
    /// What cursors are sealed with, once it was needed.
    seal: Arc<OnceLock<Seal>>,
    /// The rules of the directories that have some of their own.
    rules: Arc<Rules>,
    /// The keys that were presented lately.
    known_keys: Arc<KnownKeys>,
}

impl Service {
    /// A service over a store, with the machine's clock.
    pub fn new(store: Arc<dyn Store>, settings: Settings) -> Self {
        Self::with_clock(store, settings, Arc::new(SystemClock))
    }

    /// A service with a clock of one's own, for tests.
    pub fn with_clock(store: Arc<dyn Store>, settings: Settings, clock: Arc<dyn Clock>) -> Self {
        Self {
            store,
            clock,
            settings: Arc::new(settings),
            turns: Arc::default(),
            seal: Arc::default(),
            rules: Arc::default(),
            known_keys: Arc::default(),
        }
    }

    /// What cursors are sealed with, on every node of the store.
    async fn seal(&self) -> Result<&Seal, Error> {
        if let Some(seal) = self.seal.get() {
            return Ok(seal);
        }
        let secret = self.store.secret().await?;
        Ok(self.seal.get_or_init(|| Seal::new(&secret, "cursor")))
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The store, for what concerns it alone.
    pub fn store(&self) -> &Arc<dyn Store> {
        &self.store
    }
}
