//! Keys.

use directory::model::{Digest, Key, Scope};
use directory::store::Tenant;

use super::{at, id};

/// A live key of a tenant with the id of that number: it provisions the tenant's directory, or administers
/// the organization if the tenant has none.
pub fn key(n: u64, tenant: Tenant) -> Key {
    Key {
        id: id(n),
        organization: tenant.organization,
        directory: tenant.directory,
        user: None,
        label: format!("key {n}"),
        scope: if tenant.directory.is_some() { Scope::Provision } else { Scope::Organization },
        digest: Digest::new([7; 32]),
        created: at(0),
        expires: None,
        revoked: None,
        last_used: None,
    }
}
