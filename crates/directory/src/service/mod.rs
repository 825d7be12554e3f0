//! The service: every operation of the domain, over one store.
//!
//! The files here are its faces: authentication, the SCIM operations, discovery, administration,
//! verification. The rules they apply are in [`crate::users`], [`crate::groups`] and
//! [`crate::accounts`].

mod administer;
mod authenticate;
mod discover;
mod manage_accounts;
mod provision;
mod transact;
mod verify;

pub use administer::NewKey;
pub(crate) use transact::{Decision, Logged, Moment, Operation};

use std::sync::Arc;

use crate::clock::{Clock, SystemClock};
use crate::store::Store;

/// What the service is told at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The URL clients reach the service at, without a slash at the end.
    pub base_url: String,
    /// The bounds on requests.
    pub limits: scim::Limits,
}

/// The directory service. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Service {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) settings: Arc<Settings>,
}

impl Service {
    /// A service over a store, with the machine's clock.
    pub fn new(store: Arc<dyn Store>, settings: Settings) -> Self {
        Self::with_clock(store, settings, Arc::new(SystemClock))
    }

    /// A service with a clock of one's own, for tests.
    pub fn with_clock(store: Arc<dyn Store>, settings: Settings, clock: Arc<dyn Clock>) -> Self {
        Self { store, clock, settings: Arc::new(settings) }
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
