//! The port of the journal: where runs are written down while they go on.
//!
//! A step is written down before it begins and after it ended, so that after a crash it is known what was done, and
//! which one step may have been. Every write names the version of the run it goes on from: a process that lost a run to another
//! is refused, and stops before it does anything more.

mod memory;

use std::fmt::Debug;
use std::pin::Pin;

pub use memory::MemoryJournal;

use super::{Owner, Run, RunId, StepRun};

/// What a journal answers.
pub type Kept<'a, T> = Pin<Box<dyn Future<Output = Result<T, JournalError>> + Send + 'a>>;

/// Why a journal does not do what it is asked.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// Someone else carries the run out, has ended it, or has taken the trigger's turn.
    #[error("another process was quicker")]
    Overtaken,
    /// It can't be read or written.
    #[error("the journal of runs failed while {doing}")]
    Failed {
        /// What it was doing: "beginning a run".
        doing: &'static str,
        /// What it says.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// How far a trigger comes with a run it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advance {
    /// The trigger.
    pub trigger: String,
    /// How far it had come.
    pub from: Option<String>,
    /// How far it has come.
    pub to: String,
}

/// Which runs are listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunQuery {
    /// Only those of the workflow of that name.
    pub workflow: Option<String>,
    /// Only those that began before this one.
    pub before: Option<RunId>,
    /// At most so many.
    pub limit: usize,
}

/// Where runs are written down. What is answered `Ok` is durable where the journal is.
pub trait Journal: Debug + Send + Sync + 'static {
    /// Writes down a new run, of version 1, before anything of it is done; with it, how far what begins it has come. Both or
    /// neither: a trigger begins one run for each of its turns.
    fn begin<'a>(&'a self, run: &'a Run, advance: Option<&'a Advance>) -> Kept<'a, ()>;

    /// Writes down how a run stands, and one of its steps if one changed. `run.version` is one more than what was
    /// written last; [`JournalError::Overtaken`] if something else was.
    fn note<'a>(&'a self, run: &'a Run, step: Option<&'a StepRun>) -> Kept<'a, ()>;

    /// The runs, of every owner, that go on by the journal and that no living process carries out; oldest first.
    fn abandoned(&self) -> Kept<'_, Vec<Run>>;

    /// A run that the owner sees.
    fn run(&self, owner: Owner, id: RunId) -> Kept<'_, Option<Run>>;

    /// The runs that the owner sees, newest first.
    fn runs<'a>(&'a self, owner: Owner, query: &'a RunQuery) -> Kept<'a, Vec<Run>>;

    /// The steps of a run that the owner sees, by number.
    fn steps(&self, owner: Owner, id: RunId) -> Kept<'_, Vec<StepRun>>;

    /// How far a trigger of the owner's organization has come.
    fn position<'a>(&'a self, owner: Owner, trigger: &'a str) -> Kept<'a, Option<String>>;

    /// Writes down how far a trigger has come where it begins no run.
    fn advance<'a>(&'a self, owner: Owner, advance: &'a Advance) -> Kept<'a, ()>;
}
