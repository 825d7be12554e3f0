//! Runs of workflows as they are kept: what a run says is the workflows' own.

use jiff::Timestamp;

use super::{DirectoryId, RunId};

/// A run of a workflow. It is a directory's, if it was begun with a key of that directory, or else its organization's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunRecord {
    /// Its id.
    pub id: RunId,
    /// The directory whose run it is.
    pub directory: Option<DirectoryId>,
    /// The name of the workflow.
    pub workflow: String,
    /// Counts the changes, from 1.
    pub version: u64,
    /// Whether it goes on: someone carries it out, or did until a crash.
    pub open: bool,
    /// When it began.
    pub started: Timestamp,
    /// What the runner writes down of it. No secret is in it.
    pub body: Vec<u8>,
}

/// A step of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunStep {
    /// Its number in the run: the order in which steps begin.
    pub number: u64,
    /// What the runner writes down of it. No secret is in it.
    pub body: Vec<u8>,
}
