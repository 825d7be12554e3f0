//! Bearer keys as they are kept. The token itself is in [`crate::keys`].

use jiff::Timestamp;

use super::{Directory, DirectoryId, KeyId, OrganizationId, ResourceId};

/// What a key may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Read one directory.
    Read,
    /// Read and change one directory.
    Provision,
    /// Administer the organization. Not valid on SCIM endpoints.
    Organization,
}

impl Scope {
    /// Its name on the command line and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Provision => "provision",
            Self::Organization => "organization",
        }
    }
}

/// The SHA-256 of a token: all that is kept of it. Enough for a secret of 256 random bits
/// (OWASP ASVS 6.5.2).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Digest([u8; 32]);

impl Digest {
    /// From the bytes of a SHA-256.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, for a store.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Debug for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Digest(…)")
    }
}

/// A bearer key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The half of the token that names the key.
    pub id: KeyId,
    /// The organization it belongs to.
    pub organization: OrganizationId,
    /// The one directory it opens; none for an organization key.
    pub directory: Option<DirectoryId>,
    /// The user of that directory who holds it: who `/Me` is (RFC 7644 §3.11).
    pub user: Option<ResourceId>,
    /// What people call it.
    pub label: String,
    /// What it may do.
    pub scope: Scope,
    /// The SHA-256 of the token.
    pub digest: Digest,
    /// When it was created.
    pub created: Timestamp,
    /// When it stops working.
    pub expires: Option<Timestamp>,
    /// When it was revoked.
    pub revoked: Option<Timestamp>,
    /// When it was last used, to the minute.
    pub last_used: Option<Timestamp>,
}

/// A key, and the directory it opens: what one look-up answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyAndDirectory {
    /// The key.
    pub key: Key,
    /// Its directory; none for an organization key.
    pub directory: Option<Directory>,
}
