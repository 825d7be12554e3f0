//! What can happen in a directory, and begin a workflow.

use serde_json::Value;

use crate::run::Kept;

/// Every event there is.
pub const EVENTS: &[&str] = &[
    "user.created",
    "user.updated",
    "user.deactivated",
    "user.reactivated",
    "user.unlinked",
    "user.deleted",
    "group.created",
    "group.updated",
    "group.member_added",
    "group.member_removed",
    "group.deleted",
];

/// Something that happened in a directory.
#[derive(Clone, Debug, PartialEq)]
pub struct DirectoryEvent {
    /// What: one of [`EVENTS`].
    pub event: &'static str,
    /// What is known of it: `event.payload` in expressions.
    pub payload: Value,
}

/// An entry of the log, and what happened by it.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedEntry {
    /// Its place.
    pub position: String,
    /// What happened: nothing, one thing, or as many as members were added.
    pub events: Vec<DirectoryEvent>,
}

/// What happens in the directories of an organization, from its log.
pub trait Feed: std::fmt::Debug + Send + Sync + 'static {
    /// The entries after a place, oldest first, at most `limit`.
    fn after<'a>(&'a self, position: Option<&'a str>, limit: usize) -> Kept<'a, Vec<FeedEntry>>;

    /// The place of the last entry there is.
    fn end(&self) -> Kept<'_, Option<String>>;
}
