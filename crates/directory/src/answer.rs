//! What an operation answers: bytes ready to be sent.

use crate::model::ResourceId;

/// What of a resource the client wants, as it asked (RFC 7644 §3.9).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The `attributes` parameter.
    pub attributes: Option<String>,
    /// The `excludedAttributes` parameter.
    pub excluded_attributes: Option<String>,
    /// Nothing of it, only which it is and in which version: the body is empty. Of a list it means nothing.
    pub nothing: bool,
}

impl Wanted {
    /// Nothing.
    pub fn nothing() -> Self {
        Self { nothing: true, ..Self::default() }
    }
}

/// A query for a list (RFC 7644 §3.4.2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// The `filter` parameter.
    pub filter: Option<String>,
    /// The `startIndex` parameter, from 1.
    pub start_index: Option<i64>,
    /// The `count` parameter.
    pub count: Option<i64>,
    /// The `cursor` parameter (RFC 9865), empty for the first page.
    pub cursor: Option<String>,
    /// The `sortBy` parameter.
    pub sort_by: Option<String>,
    /// The `sortOrder` parameter.
    pub sort_order: Option<String>,
    /// What of each resource is wanted.
    pub wanted: Wanted,
}

/// One resource as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its id.
    pub id: ResourceId,
    /// Its version.
    pub version: u64,
    /// The `ETag` of that version, where the profile has them.
    pub etag: Option<String>,
    /// Its URL.
    pub location: String,
    /// The JSON body.
    pub body: Vec<u8>,
    /// What else happened that the client should know: a link that was broken, memberships lost. One
    /// sentence of printable ASCII each.
    pub notices: Vec<String>,
}

/// A list as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The JSON body: a ListResponse.
    pub body: Vec<u8>,
    /// What the client should know of it: that the members of a group are left out. One sentence of printable
    /// ASCII each.
    pub notices: Vec<String>,
}
