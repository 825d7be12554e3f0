//! Organizations, directories and domains.

use directory::model::{Directory, DirectoryId, Domain, Organization, OrganizationId};
use directory::profile::ProfileName;
use directory::store::Write;

use super::{at, id};

/// An organization with the id of that number.
pub fn organization(n: u64, name: &str) -> Organization {
    Organization { id: id(n), name: name.to_owned(), created: at(0) }
}

/// A directory of an organization, with the id of that number and the default profile.
pub fn directory(n: u64, organization: OrganizationId, name: &str) -> Directory {
    Directory {
        id: id(n),
        organization,
        name: name.to_owned(),
        profile: ProfileName::Atlassian,
        revision: 0,
        created: at(0),
    }
}

/// The write that adds a document to the rules of a directory at that revision.
pub fn customize(directory: DirectoryId, expect: u64, document: impl AsRef<[u8]>) -> Write {
    Write::Customize { directory, expect, document: document.as_ref().to_vec() }
}

/// A domain, verified at the start.
pub fn domain(name: &str) -> Domain {
    Domain { name: name.to_owned(), verified: at(0) }
}
