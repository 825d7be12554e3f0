//! Runs of workflows.
//!
//! A [`Run`] is written down in a [`Journal`] before anything of it is done, and each [`StepRun`] before it begins and
//! after it ended. What the journal, the events and the outputs hold is what people may see: every secret a run knows is
//! hidden in them.

mod clock;
mod event;
mod id;
mod journal;
mod mask;
mod owner;
mod record;
mod step;

pub use clock::{Clock, SystemClock};
pub use event::RunEvent;
pub use id::RunId;
pub use journal::{Advance, Journal, JournalError, Kept, MemoryJournal, RunQuery};
pub use mask::{HIDDEN, Mask};
pub use owner::Owner;
pub use record::{Actor, Cause, Run, RunState};
pub use step::{StepError, StepRun, StepState};
