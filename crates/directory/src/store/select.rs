//! Which resources a query reads: candidates from the index, in pages.

use jiff::Timestamp;

use super::SharedRecord;
use crate::model::ResourceId;

/// A place in the order of creation of one tenant's resources of one kind. What it counts is the
/// store's own; it stays valid when resources come and go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(pub u128);

/// A range of comparison keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyRange {
    /// Exactly this one.
    Equal(Vec<u8>),
    /// All that begin with it.
    Prefix(Vec<u8>),
    /// From `from` (included) to `to` (excluded), each open if absent.
    Between {
        /// The least.
        from: Option<Vec<u8>>,
        /// The first beyond.
        to: Option<Vec<u8>>,
    },
}

/// A span of time, open where an end is absent. Its ends come from clients: they may be finer than the
/// microseconds resources are kept in, and `from` may be after `to`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The first moment in it.
    pub from: Option<Timestamp>,
    /// The first moment after it.
    pub to: Option<Timestamp>,
}

/// What an index narrows a query to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Candidates {
    /// Every resource of the kind.
    All,
    /// The one of that id.
    Id(ResourceId),
    /// Those with an index entry of the attribute in the range.
    Index {
        /// The attribute's number in [`crate::index`].
        attribute: u16,
        /// Which values.
        range: KeyRange,
    },
    /// The groups that have the user or group as a member.
    GroupsWith(ResourceId),
    /// The users, or the groups, that are members of the group.
    MembersOf(ResourceId),
    /// Those created in the span.
    Created(Span),
    /// Those that last changed in the span.
    Modified(Span),
    /// Those that are in every one of these: two or more.
    Every(Vec<Self>),
    /// Those that are in any of these: two or more.
    Any(Vec<Self>),
    /// None: the filter can't be true.
    None,
}

/// A page of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Among which.
    pub candidates: Candidates,
    /// Only those after this place.
    pub after: Option<Position>,
    /// Pass over this many first.
    pub skip: u64,
    /// At most so many.
    pub limit: usize,
}

/// What a page holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The resources, each with its place, in the order of creation.
    pub records: Vec<(Position, SharedRecord)>,
}

/// Which runs of workflows are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunSelection {
    /// Only those of the workflow of that name.
    pub workflow: Option<String>,
    /// Only those that go on.
    pub open: bool,
    /// Only those that began before the one at this place.
    pub before: Option<Position>,
    /// At most so many.
    pub limit: usize,
}
