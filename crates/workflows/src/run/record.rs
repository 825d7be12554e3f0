//! A run as it is kept and shown.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Owner, RunId};

/// How a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RunState {
    /// It goes on.
    Running,
    /// Every step was done, or failed where the workflow says to go on.
    Completed,
    /// A step failed.
    Failed,
    /// Someone ended it.
    Cancelled,
    /// It was cut off, and can't be carried on without the danger of doing something twice, or without what is
    /// not kept. [`Run::error`] says what is not known.
    Interrupted,
}

impl RunState {
    /// Its name in answers and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Interrupted => "interrupted",
        }
    }

    /// Whether nothing more happens.
    pub const fn is_final(self) -> bool {
        !matches!(self, Self::Running)
    }
}

/// What began a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Cause {
    /// Somebody asked for it.
    OnDemand,
    /// Its time came.
    Schedule {
        /// The cron line.
        cron: String,
        /// The minute it was due at.
        due: Timestamp,
    },
    /// A request to its webhook.
    Webhook {
        /// The name of the webhook.
        name: String,
    },
    /// Something happened in a directory.
    Event {
        /// What: `user.created`.
        event: String,
        /// Its place in the log.
        position: String,
    },
}

/// By whose right a run acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Actor {
    /// Whoever runs the service, with the connections stored on this machine.
    Operator,
    /// Whoever presented a key, with that key alone. The key is not kept.
    Key {
        /// The id of the key.
        id: String,
    },
}

/// A run. No secret is in it: where one was, `[hidden]` stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    /// Its id.
    pub id: RunId,
    /// Whose it is.
    pub owner: Owner,
    /// The name of the workflow in addresses: `onboarding`.
    pub workflow: String,
    /// The workflow's text when the run began: a run that is carried on follows it, whatever the file says by then.
    pub text: String,
    /// How it stands.
    pub state: RunState,
    /// What began it.
    pub cause: Cause,
    /// By whose right it acts.
    pub actor: Actor,
    /// What it was given.
    pub inputs: Map<String, Value>,
    /// What happened, if something in a directory or a webhook began it.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub event: Value,
    /// Where its actions go, in words, by the ids of their steps: it is carried on only where they would go there still.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub goes_to: BTreeMap<String, String>,
    /// Whether `inputs` and `event` are all it was given: nothing in them is hidden.
    pub whole: bool,
    /// What it says at the end.
    pub outputs: Map<String, Value>,
    /// Why it did not end well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// When it began.
    pub started: Timestamp,
    /// When nothing more was to happen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished: Option<Timestamp>,
    /// How often it was carried on after it was cut off.
    #[serde(default)]
    pub resumed: u32,
    /// The process that carries it out.
    pub runner: Uuid,
    /// Counts what was written of it, from 1, so that of two that carry it out one finds out.
    pub version: u64,
}
