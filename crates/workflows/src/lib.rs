//! Workflows: their files, their expressions, their runs.

pub mod canvas;
mod expression;
mod feed;
mod library;
mod model;
mod read;
mod run;
mod schedule;
mod triggers;

pub use expression::ExpressionError;
pub use feed::{DirectoryEvent, EVENTS, Feed, FeedEntry};
pub use library::Library;
pub use model::{
    Comparer, Comparison, Condition, Input, InputKind, Retry, Step, StepKind, Trigger, Workflow,
};
pub use read::{Problem, ReadError};
pub use run::{
    ActionHands, Actor, Advance, Cancelled, Cause, Clock, Deed, Doing, Effect, Engine, Going,
    Hands, Journal, JournalError, Kept, MemoryJournal, NotReady, Owner, Reach, Run, RunEvent,
    RunId, RunQuery, RunState, Start, StartError, StepError, StepRun, StepState, SystemClock,
    Undone, Watch,
};
pub use triggers::Triggers;
