//! Who is asking: made by authentication alone, and the only way to name a tenant.

use std::net::IpAddr;
use std::sync::Arc;

use crate::model::{Actor, Directory, KeyId, OrganizationId, ResourceId, Scope};
use crate::profile::Profile;
use crate::store::Tenant;

/// What the transport knows of a request besides its content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestInfo {
    /// The id of the request, in logs and answers.
    pub id: String,
    /// The address it came from.
    pub remote: Option<IpAddr>,
}

/// A caller of the SCIM API, or the command line reading a directory: it acts in exactly one.
#[derive(Clone, Debug)]
pub struct Caller {
    pub(crate) directory: Directory,
    pub(crate) profile: Arc<Profile>,
    pub(crate) key: Option<KeyId>,
    pub(crate) user: Option<ResourceId>,
    pub(crate) scope: Scope,
    pub(crate) request: RequestInfo,
    pub(crate) base: Arc<str>,
}

impl Caller {
    /// The directory it acts in.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// The rules of the directory.
    pub fn profile(&self) -> &Arc<Profile> {
        &self.profile
    }

    /// The key it presented; none on the command line.
    pub fn key(&self) -> Option<KeyId> {
        self.key
    }

    /// The user of the directory who holds the key: who `/Me` is (RFC 7644 §3.11).
    pub fn user(&self) -> Option<ResourceId> {
        self.user
    }

    /// What the key may do; reading, on the command line.
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// The SCIM base URL of the directory, without a slash at the end.
    pub fn base(&self) -> &str {
        &self.base
    }

    pub(crate) fn tenant(&self) -> Tenant {
        Tenant { organization: self.directory.organization, directory: Some(self.directory.id) }
    }

    pub(crate) fn actor(&self) -> Actor {
        Actor {
            key: self.key,
            request: self.request.id.clone(),
            remote: self.request.remote.map(|address| address.to_string()),
        }
    }
}

/// A caller of the administration API, or the command line on the server's own data: it acts in one
/// organization.
#[derive(Clone, Debug)]
pub struct Administrator {
    pub(crate) organization: OrganizationId,
    pub(crate) key: Option<KeyId>,
    pub(crate) request: RequestInfo,
}

impl Administrator {
    /// The organization it acts in.
    pub fn organization(&self) -> OrganizationId {
        self.organization
    }

    /// The key it presented; none on the command line.
    pub fn key(&self) -> Option<KeyId> {
        self.key
    }

    /// Whoever can open the data directory: the command line.
    pub fn local(organization: OrganizationId) -> Self {
        Self {
            organization,
            key: None,
            request: RequestInfo { id: "command-line".to_owned(), remote: None },
        }
    }

    pub(crate) fn tenant(&self) -> Tenant {
        Tenant { organization: self.organization, directory: None }
    }

    pub(crate) fn actor(&self) -> Actor {
        Actor {
            key: self.key,
            request: self.request.id.clone(),
            remote: self.request.remote.map(|address| address.to_string()),
        }
    }
}

/// Whoever holds a key, by what the key opens.
#[derive(Clone, Debug)]
pub enum Holder {
    /// One directory.
    Client(Caller),
    /// The administration of an organization.
    Administrator(Administrator),
}
