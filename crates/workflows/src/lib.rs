//! Workflows.

mod run;

pub use run::{
    Actor, Advance, Cause, Clock, Journal, JournalError, Kept, MemoryJournal, Owner, Run, RunEvent,
    RunId, RunQuery, RunState, StepError, StepRun, StepState, SystemClock,
};
