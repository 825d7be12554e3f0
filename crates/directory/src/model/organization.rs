//! Organizations, and the directories and verified domains they own.

use jiff::Timestamp;

use super::{DirectoryId, OrganizationId};
use crate::profile::ProfileName;

/// A company that owns directories, accounts and verified domains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// Its name, for people.
    pub name: String,
    /// When it was created.
    pub created: Timestamp,
}

/// A set of users and groups that one identity provider, or one administrator, provisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    /// Its id: part of its SCIM base URL.
    pub id: DirectoryId,
    /// The organization that owns it.
    pub organization: OrganizationId,
    /// Its name, for people.
    pub name: String,
    /// The rules it follows.
    pub profile: ProfileName,
    /// Counts the changes of what the organization has added to those rules
    /// ([`crate::store::Store::customization`]), from 0: nothing added.
    pub revision: u64,
    /// When it was created.
    pub created: Timestamp,
}

/// A domain whose e-mail addresses the organization has claimed: accounts on it are managed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain {
    /// The domain, in lower case.
    pub name: String,
    /// Since when it counts as verified.
    pub verified: Timestamp,
}
