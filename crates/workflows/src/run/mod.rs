//! Runs of workflows.
//!
//! A [`Run`] is written down in a [`Journal`] before anything of it is done, and each [`StepRun`] before it is sent and
//! after it ended. What the journal, the events and the outputs hold is what people may see: every secret a run knows is
//! hidden in them.
//!
//! After a crash a run is walked through again from its first step, with what the journal says of each step in the
//! place of doing it. Of the one step that was under way it is not known whether it was done: what can be repeated is
//! repeated, what was created is looked for first, what was sent is not sent again ([`Effect`]).

mod action_hands;
mod clock;
pub(crate) mod engine;
mod event;
mod hands;
mod id;
pub(crate) mod inputs;
mod journal;
mod owner;
mod record;
mod step;
mod walk;

pub use action_hands::{ActionHands, Reach};
pub use clock::{Clock, SystemClock};
pub use engine::{Cancelled, Engine, Going, Start, StartError};
pub use event::RunEvent;
pub use hands::{Deed, Doing, Effect, Hands, NotReady, Undone};
pub use id::RunId;
pub use journal::{Advance, Journal, JournalError, Kept, MemoryJournal, RunQuery};
pub use owner::Owner;
pub use record::{Actor, Cause, Run, RunState};
pub use step::{StepError, StepRun, StepState};
pub use walk::Watch;
