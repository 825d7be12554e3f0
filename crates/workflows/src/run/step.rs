//! A step of a run as it is kept and shown.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepState {
    /// It has begun.
    Running,
    /// It was done.
    Completed,
    /// It was not done.
    Failed,
    /// It took longer than it may.
    TimedOut,
    /// It is disabled, or the run was not to come to it.
    Skipped,
    /// The run was ended while it was under way.
    Cancelled,
    /// The run was cut off while it was under way: whether it was done is not known.
    Unknown,
}

impl StepState {
    /// Its name in answers and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::TimedOut => "timed-out",
            Self::Skipped => "skipped",
            Self::Cancelled => "cancelled",
            Self::Unknown => "unknown",
        }
    }

    /// Whether nothing more happens.
    pub const fn is_over(self) -> bool {
        !matches!(self, Self::Running)
    }

    /// What `steps.ID.status` says of it in expressions.
    pub const fn status(self) -> &'static str {
        match self {
            Self::Completed => "OK",
            Self::Skipped => "Skipped",
            _ => "Failed",
        }
    }
}

/// Why a step was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepError {
    /// What went wrong.
    pub message: String,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// A step of a run. No secret is in it: where one was, `[hidden]` stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StepRun {
    /// Its number in the run: the order in which steps begin, from 1.
    pub number: u64,
    /// Which it is: its id, and before it the loops it is in with the number of the turn: `S3[0].S4`.
    pub place: String,
    /// Its id in the workflow.
    pub id: String,
    /// Its name in the workflow.
    pub name: String,
    /// Its action: `scim.create_user`.
    pub action: String,
    /// How it stands.
    pub state: StepState,
    /// How often it was tried.
    pub attempts: u32,
    /// When it began.
    pub started: Timestamp,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished: Option<Timestamp>,
    /// What it was given.
    pub input: Value,
    /// What it answered; nothing if the workflow discards it.
    pub output: Value,
    /// Whether `output` is all it answered: nothing in it is hidden or discarded.
    pub whole: bool,
    /// Why it was not done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<StepError>,
}
