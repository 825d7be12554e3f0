//! Accounts: the people of an organization, whom users of its directories are linked to.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{AccountId, DirectoryId, ResourceId};

/// Whether the organization answers for an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountKind {
    /// Its e-mail is on a verified domain: provisioning changes its profile and status.
    Managed,
    /// It belongs to someone outside: it can be a member of groups, and is never changed.
    External,
}

/// An account. Its e-mail is unique in the organization.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The e-mail as it was given.
    pub email: String,
    /// Whether the organization answers for it.
    pub kind: AccountKind,
    /// Whether the person can sign in.
    pub active: bool,
    /// What provisioning has written to a managed account's profile: `displayName`, `title`,
    /// `department`, `organization`, `timezone`, `preferredLanguage`.
    pub profile: Map<String, Value>,
    /// Counts the changes, from 1.
    pub version: u64,
    /// When it was created.
    pub created: Timestamp,
    /// When it last changed.
    pub modified: Timestamp,
}

/// That a user of a directory is linked to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The directory of the user.
    pub directory: DirectoryId,
    /// The user.
    pub user: ResourceId,
    /// The account, if the user is linked.
    pub account: Option<AccountId>,
}

/// The form of an e-mail address that decides whether two are the same: addresses are compared
/// without case (RFC 7643 §4.1.2 `caseExact` false).
pub fn email_key(email: &str) -> String {
    email.to_lowercase()
}

/// The domain of an e-mail address, in lower case.
pub fn email_domain(email: &str) -> Option<String> {
    let (_, domain) = email.rsplit_once('@')?;
    (!domain.is_empty()).then(|| domain.to_lowercase())
}
