//! What can be seen of a run while it goes on.

use super::{RunId, RunState, StepRun};

/// Something that happened in a run. No secret is in it.
#[derive(Clone, Debug, PartialEq)]
pub enum RunEvent {
    /// It began, or is carried on.
    Started {
        /// The run.
        run: RunId,
        /// The name of the workflow.
        workflow: String,
        /// Whether it is carried on after it was cut off.
        resumed: bool,
    },
    /// A step began.
    StepStarted(StepRun),
    /// A step is tried again a little later.
    StepRetried {
        /// As it stands: `attempts` counts those that failed, `error` is of the last of them.
        step: StepRun,
        /// How long until then, in milliseconds.
        wait_ms: u64,
    },
    /// A step ended, or is passed over.
    StepFinished(StepRun),
    /// In a dry run: what a step would send, in words.
    WouldSend {
        /// The step.
        step: StepRun,
        /// Each request.
        requests: Vec<String>,
    },
    /// A step of the workflow prints something.
    Printed {
        /// The place of the step.
        place: String,
        /// What.
        text: String,
    },
    /// The run ended.
    Finished {
        /// The run.
        run: RunId,
        /// How.
        state: RunState,
        /// Why, if it did not end well.
        error: Option<String>,
    },
}
