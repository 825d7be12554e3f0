//! What can happen in a directory, and begin a workflow.

use serde_json::Value;

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

/// What happened after a place in the log, and how far that is.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedPage {
    /// Each entry of the log, with its place and what happened by it.
    pub entries: Vec<(String, Vec<DirectoryEvent>)>,
}
