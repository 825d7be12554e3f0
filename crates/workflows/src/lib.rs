//! Workflows: their files, their expressions, their runs.

mod expression;
mod feed;
mod model;
mod read;
mod run;
mod schedule;
mod triggers;

pub use expression::ExpressionError;
pub use feed::{DirectoryEvent, EVENTS, Feed, FeedEntry};
pub use model::{
    Comparer, Comparison, Condition, Input, InputKind, Retry, Step, StepKind, Trigger, Workflow,
};
pub use read::ReadError;
pub use run::{
    Actor, Advance, Cancelled, Cause, Clock, Deed, Doing, Effect, Engine, Going, HIDDEN, Hands,
    Journal, JournalError, Kept, Mask, MemoryJournal, NotReady, Owner, Run, RunEvent, RunId,
    RunQuery, RunState, Start, StartError, StepError, StepRun, StepState, SystemClock, Undone,
    Watch,
};
pub use triggers::Triggers;
