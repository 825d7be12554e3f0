//! The tenants that were asked for. Neither organizations nor directories are removed, and their numbers stay: so what was found
//! once is told for good.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use directory::store::Tenant;

use crate::read::Place;

/// Tenants with their numbers.
#[derive(Debug, Default)]
pub(super) struct Places(RwLock<HashMap<Tenant, Place>>);

impl Places {
    /// A tenant that was found.
    pub(super) fn get(&self, tenant: Tenant) -> Option<Place> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(&tenant).copied()
    }

    /// Keeps a tenant that a transaction has found.
    pub(super) fn keep(&self, place: Place) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(place.tenant, place);
    }
}
