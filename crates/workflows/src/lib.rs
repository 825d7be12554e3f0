//! Workflows: their files, their expressions, their runs.

mod expression;
mod feed;
mod model;
mod read;
mod run;
mod schedule;

pub use expression::ExpressionError;
pub use feed::{DirectoryEvent, EVENTS, FeedPage};
pub use model::{
    Comparer, Comparison, Condition, Input, InputKind, Retry, Step, StepKind, Trigger, Workflow,
};
pub use read::ReadError;
pub use run::{
    Actor, Advance, Cause, Clock, HIDDEN, Journal, JournalError, Kept, Mask, MemoryJournal, Owner,
    Run, RunEvent, RunId, RunQuery, RunState, StepError, StepRun, StepState, SystemClock,
};
