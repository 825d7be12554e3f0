//! Why the domain refuses a request, or can't serve it.

use std::borrow::Cow;

use crate::customization::Refusal;
use crate::model::{Kind, ResourceId};
use crate::store::StoreError;

/// Any reason an operation does not end well. What a client is told is decided with the profile, in
/// [`crate::profile::Messages`]; `Display` is for operators.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The request is wrong in terms of SCIM.
    #[error(transparent)]
    Scim(#[from] scim::Error),
    /// There is no such user or group in the caller's directory.
    #[error("there is no {kind} {id}")]
    NotFound {
        /// What was asked for.
        kind: Kind,
        /// The id as it was sent.
        id: String,
    },
    /// There is no such discovery document, account or key.
    #[error("there is no {what} `{name}`")]
    Unknown {
        /// What was asked for: "schema".
        what: &'static str,
        /// Its name as it was sent.
        name: String,
    },
    /// A value that must be unique is in use.
    #[error("{attribute} `{value}` of a {kind} is taken")]
    Taken {
        /// What holds it.
        kind: Kind,
        /// The attribute as messages name it: `userName`, `email`, `displayName`.
        attribute: Cow<'static, str>,
        /// The value as it was sent.
        value: String,
        /// Who holds it, where the caller may know: a resource of its own directory.
        holder: Option<ResourceId>,
    },
    /// The group name belongs to the service itself.
    #[error("the group name `{name}` is reserved")]
    ReservedName {
        /// The name as it was sent.
        name: String,
    },
    /// The profile does not let a group be renamed.
    #[error("a group can't be renamed in this profile")]
    Rename,
    /// A group member names no user of the directory, nor a group where groups nest.
    #[error("there is nothing of id {id} that could be a member")]
    UnknownMember {
        /// The id as it was sent.
        id: String,
        /// Whether it might have been a group.
        nested: bool,
    },
    /// A membership would be wrong.
    #[error(transparent)]
    Membership(#[from] crate::groups::MembershipError),
    /// A group has more members, or a user more groups, than one answer may show.
    #[error("{kind} {id} has more than the {limit} neighbours that one answer may show")]
    Crowded {
        /// What it is.
        kind: Kind,
        /// Which.
        id: ResourceId,
        /// How many an answer may show.
        limit: usize,
        /// Whether they can be had in pages.
        pages: bool,
    },
    /// The profile offers only certain filters.
    #[error("the profile does not offer this filter on {kind}")]
    FilterNotOffered {
        /// On what.
        kind: Kind,
    },
    /// A user needs one primary e-mail.
    #[error("a user needs exactly one primary e-mail")]
    PrimaryEmail,
    /// The resource does not have a version that `If-Match` names.
    #[error("{kind} {id} is at version {version}, which the condition does not name")]
    Precondition {
        /// What it is.
        kind: Kind,
        /// Which.
        id: ResourceId,
        /// The version it has.
        version: u64,
    },
    /// A query would have to read too much.
    #[error("a query on {kind}s would read {count} resources, {limit} are allowed")]
    TooCostly {
        /// Of what.
        kind: Kind,
        /// How many resources it would read.
        count: u64,
        /// How many it may read.
        limit: u64,
        /// The attribute an index on would help, if the filter has one.
        attribute: Option<String>,
    },
    /// A cursor is of no use.
    #[error(transparent)]
    Cursor(#[from] crate::query::CursorError),
    /// A bulk request, or one of its operations, is refused.
    #[error(transparent)]
    Bulk(#[from] crate::bulk::BulkError),
    /// The resource would grow too large.
    #[error("a {kind} of {size} bytes, {limit} are allowed")]
    TooLarge {
        /// What it is.
        kind: Kind,
        /// How large it would be, in bytes.
        size: usize,
        /// How large it may be, in bytes.
        limit: usize,
    },
    /// A bound was exceeded.
    #[error("{what}: {count} where {limit} are accepted")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many there are.
        count: usize,
        /// How many there may be.
        limit: usize,
    },
    /// An administrator's input is wrong: a name, a domain, an e-mail.
    #[error("{0}")]
    Invalid(String),
    /// What an administrator wants to add to a directory, or to take away, can't be.
    #[error(transparent)]
    Customization(#[from] Refusal),
    /// No usable key was presented.
    #[error("not authenticated: {0}")]
    Unauthenticated(Unauthenticated),
    /// The key does not open this.
    #[error("not authorized: {0}")]
    Forbidden(Forbidden),
    /// Others kept changing the same data, or the store is busy. Trying again helps.
    #[error("the operation was tried {attempts} times and others came first each time")]
    Busy {
        /// How often it was tried.
        attempts: u32,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a request has no caller. The client is told only whether a key was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unauthenticated {
    /// No `Authorization` header.
    #[error("no Authorization header")]
    Missing,
    /// Not a bearer key of this service.
    #[error("not a Rollcall key")]
    Malformed,
    /// No key of that id and secret.
    #[error("an unknown key")]
    Unknown,
    /// The key has expired.
    #[error("an expired key")]
    Expired,
    /// The key was revoked.
    #[error("a revoked key")]
    Revoked,
}

/// Why a key does not open what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Forbidden {
    /// The key opens another directory, or there is no such directory: the two look the same.
    #[error("the key does not open this directory; use the directory's own key")]
    Directory,
    /// An organization key where a directory key is wanted.
    #[error("an organization key does not open SCIM endpoints; use the directory's own key")]
    OrganizationKey,
    /// A directory key where an organization key is wanted.
    #[error("this needs the organization's key, not a directory's")]
    DirectoryKey,
    /// A read-only key on a change.
    #[error("the key may only read; use one of scope provision")]
    ReadOnly,
}

macro_rules! through_scim {
    ($($error:ty),*) => {$(
        impl From<$error> for Error {
            fn from(error: $error) -> Self {
                Self::Scim(error.into())
            }
        }
    )*};
}

through_scim!(
    scim::filter::FilterError,
    scim::patch::PatchError,
    scim::projection::ProjectionError,
    scim::resource::ResourceError
);
