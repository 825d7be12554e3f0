//! What is measured together.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::offers::Offers;

/// What is asked for a while: one operation, or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Mix {
    /// Create users.
    Create,
    /// Read users by id.
    Get,
    /// Find users by `userName`.
    FindUserName,
    /// Find users by e-mail.
    FindEmail,
    /// Find users by `externalId`.
    FindExternalId,
    /// The first page of a hundred.
    List,
    /// A page of a hundred in the middle, by index.
    PageIndexDeep,
    /// Walks by cursor, from the first page.
    PageCursor,
    /// Walks by cursor, from nine tenths down the list.
    PageCursorDeep,
    /// Give users another `displayName`.
    Patch,
    /// Add a member to a group, and take it out again.
    Members,
    /// Deactivate a user, and activate it again.
    Deactivate,
    /// Create users many at a time.
    Bulk,
    /// The mixed day of an identity provider.
    Day,
}

impl Mix {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 14] = [
        Self::Get,
        Self::FindUserName,
        Self::FindEmail,
        Self::FindExternalId,
        Self::List,
        Self::PageIndexDeep,
        Self::PageCursor,
        Self::PageCursorDeep,
        Self::Create,
        Self::Patch,
        Self::Deactivate,
        Self::Members,
        Self::Bulk,
        Self::Day,
    ];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Get => "get",
            Self::FindUserName => "find-user-name",
            Self::FindEmail => "find-email",
            Self::FindExternalId => "find-external-id",
            Self::List => "list",
            Self::PageIndexDeep => "page-index-deep",
            Self::PageCursor => "page-cursor",
            Self::PageCursorDeep => "page-cursor-deep",
            Self::Patch => "patch",
            Self::Members => "members",
            Self::Deactivate => "deactivate",
            Self::Bulk => "bulk",
            Self::Day => "day",
        }
    }

    /// What it asks, in a few words.
    pub const fn says(self) -> &'static str {
        match self {
            Self::Create => "create users",
            Self::Get => "read users by id",
            Self::FindUserName => "find users by userName",
            Self::FindEmail => "find users by e-mail",
            Self::FindExternalId => "find users by externalId",
            Self::List => "the first page of 100 users",
            Self::PageIndexDeep => "a page of 100 users in the middle, by index",
            Self::PageCursor => "walk by cursor, 100 users a page",
            Self::PageCursorDeep => "the same, from nine tenths down the list",
            Self::Patch => "give users another displayName",
            Self::Members => "add a member to a group, and take it out again",
            Self::Deactivate => "deactivate users, and activate them again",
            Self::Bulk => "create users many at a time",
            Self::Day => "the mixed day of an identity provider",
        }
    }

    /// Whether it asks for users that are there already.
    pub(crate) const fn asks_people(self) -> bool {
        !matches!(self, Self::Create | Self::Bulk)
    }

    /// Whether it changes users, which must be our own.
    pub(crate) const fn changes_people(self) -> bool {
        matches!(self, Self::Patch | Self::Members | Self::Deactivate | Self::Day)
    }

    /// What it needs and the server does not offer, if anything.
    pub(crate) fn missing(self, offers: &Offers) -> Option<&'static str> {
        let needs: &[(bool, &'static str)] = match self {
            Self::FindUserName | Self::FindEmail | Self::FindExternalId => {
                &[(offers.filter, "filters")]
            }
            Self::PageIndexDeep => &[(offers.index, "paging by index")],
            Self::PageCursor | Self::PageCursorDeep => &[(offers.cursor, "paging by cursor")],
            Self::Patch | Self::Deactivate => &[(offers.patch, "PATCH")],
            Self::Members => &[(offers.patch, "PATCH"), (offers.groups, "groups")],
            Self::Day => {
                &[(offers.patch, "PATCH"), (offers.groups, "groups"), (offers.filter, "filters")]
            }
            Self::Bulk => &[(offers.bulk.is_some(), "Bulk")],
            Self::Create | Self::Get | Self::List => &[],
        };
        needs.iter().find(|(offered, _)| !offered).map(|(_, name)| *name)
    }

    /// Whether it needs a group whose members come and go.
    pub(crate) const fn changes_members(self) -> bool {
        matches!(self, Self::Members | Self::Day)
    }
}

impl fmt::Display for Mix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// There is no mix of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no mix of that name")]
pub struct UnknownMix;

impl FromStr for Mix {
    type Err = UnknownMix;

    fn from_str(name: &str) -> Result<Self, UnknownMix> {
        Self::ALL.into_iter().find(|mix| mix.as_str() == name).ok_or(UnknownMix)
    }
}
