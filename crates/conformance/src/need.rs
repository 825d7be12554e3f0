//! What a check needs the server to offer.

use std::fmt;

use crate::offers::Offers;

/// Something a server may leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// PATCH.
    Patch,
    /// Filters.
    Filter,
    /// Sorting.
    Sort,
    /// Versions.
    Etag,
    /// `/Bulk`.
    Bulk,
    /// Pages by index.
    Index,
    /// Pages by cursor.
    Cursor,
    /// Groups.
    Groups,
    /// The enterprise extension of users.
    Enterprise,
    /// An attribute of users that clients can write.
    Attribute(&'static str),
}

impl Need {
    /// Whether the server says that it offers this.
    pub(crate) fn is_met(self, offers: &Offers) -> bool {
        match self {
            Self::Patch => offers.patch,
            Self::Filter => offers.filter,
            Self::Sort => offers.sort,
            Self::Etag => offers.etag,
            Self::Bulk => offers.bulk.is_some(),
            Self::Index => offers.index,
            Self::Cursor => offers.cursor,
            Self::Groups => offers.groups,
            Self::Enterprise => offers.enterprise,
            Self::Attribute(name) => offers.writes(name),
        }
    }
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Patch => f.write_str("PATCH"),
            Self::Filter => f.write_str("filtering"),
            Self::Sort => f.write_str("sorting"),
            Self::Etag => f.write_str("ETag"),
            Self::Bulk => f.write_str("Bulk"),
            Self::Index => f.write_str("paging by index"),
            Self::Cursor => f.write_str("paging by cursor"),
            Self::Groups => f.write_str("the resource type Group"),
            Self::Enterprise => f.write_str("the enterprise extension"),
            Self::Attribute(name) => write!(f, "the user attribute {name}"),
        }
    }
}
