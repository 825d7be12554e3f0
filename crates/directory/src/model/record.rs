//! Users and groups as they are kept.

use std::fmt;

use jiff::Timestamp;

use super::{AccountId, ResourceId};

/// What a resource is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A user.
    User,
    /// A group.
    Group,
}

impl Kind {
    /// The name of its resource type: `User`, `Group`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::User => "User",
            Self::Group => "Group",
        }
    }

    /// Its endpoint: `/Users`, `/Groups`.
    pub const fn endpoint(self) -> &'static str {
        match self {
            Self::User => "/Users",
            Self::Group => "/Groups",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A user or a group as it is kept. What is computed (`meta`, `groups`, `members`, the account id)
/// is not in the body, so that it can't go stale there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What it is.
    pub kind: Kind,
    /// Its id.
    pub id: ResourceId,
    /// Counts the changes, from 1.
    pub version: u64,
    /// When it was created.
    pub created: Timestamp,
    /// When it last changed.
    pub modified: Timestamp,
    /// `userName` or `displayName` as it was sent: what others show of it.
    pub name: String,
    /// The account a user is linked to.
    pub account: Option<AccountId>,
    /// The JSON object that is sent, less what is computed: `{"schemas":[…],"id":"…",…}`.
    pub body: Vec<u8>,
}

impl Record {
    /// The time of a change made now: never the same as, or before, that of the one before it, so
    /// that every change is seen.
    pub fn modified_next(&self, now: Timestamp) -> Timestamp {
        let next = Timestamp::from_microsecond(self.modified.as_microsecond() + 1);
        next.map_or(now, |next| now.max(next))
    }
}

/// A resource named from another: a member of a group, a group of a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// What it is: a member may be a user or a group.
    pub kind: Kind,
    /// Its id.
    pub id: ResourceId,
    /// Its `userName` or `displayName`.
    pub name: String,
}
