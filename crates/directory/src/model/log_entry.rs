//! The log: who did what, in the same commit as the change itself.
//!
//! An entry holds what a resource *was* (its image before the change). What it *became* is the next
//! entry's image, or the resource as it stands, so nothing is stored twice.

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::{DirectoryId, KeyId, Kind, LogEntryId, OrganizationId};

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// An organization, directory, user, group, account, key or domain was created.
    Created,
    /// Attributes or members changed.
    Updated,
    /// A user was deactivated.
    Deactivated,
    /// A user was reactivated.
    Reactivated,
    /// A user was unlinked from its account.
    Unlinked,
    /// A resource was deleted, or a key revoked.
    Deleted,
}

impl Action {
    /// Its name in the store and in feeds.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Deactivated => "deactivated",
            Self::Reactivated => "reactivated",
            Self::Unlinked => "unlinked",
            Self::Deleted => "deleted",
        }
    }

    /// The action of that name.
    pub fn parse(name: &str) -> Option<Self> {
        [
            Self::Created,
            Self::Updated,
            Self::Deactivated,
            Self::Reactivated,
            Self::Unlinked,
            Self::Deleted,
        ]
        .into_iter()
        .find(|action| action.as_str() == name)
    }
}

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The key that was presented; none for the command line on the server's own data.
    pub key: Option<KeyId>,
    /// The id of the request.
    pub request: String,
    /// The address it came from.
    pub remote: Option<String>,
}

/// What it was done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A user or a group.
    Resource(Kind, Uuid),
    /// An account.
    Account(Uuid),
    /// A key.
    Key(Uuid),
    /// A directory.
    Directory(Uuid),
    /// An organization, or one of its domains (named in `detail`).
    Organization(Uuid),
}

/// One entry of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct LogEntry {
    /// Its id.
    pub id: LogEntryId,
    /// The organization it belongs to.
    pub organization: OrganizationId,
    /// The directory, if it concerns one.
    pub directory: Option<DirectoryId>,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// What.
    pub action: Action,
    /// To what.
    pub subject: Subject,
    /// The body before the change, for an update or a deletion.
    pub before: Option<Vec<u8>>,
    /// What the body doesn't show: members added and removed, a link broken.
    pub detail: Option<Value>,
}
