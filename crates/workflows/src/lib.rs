//! Workflows.

mod run;

pub use run::{
    Actor, Advance, Cause, Clock, HIDDEN, Journal, JournalError, Kept, Mask, MemoryJournal, Owner,
    Run, RunEvent, RunId, RunQuery, RunState, StepError, StepRun, StepState, SystemClock,
};
