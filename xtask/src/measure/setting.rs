//! What numbers were taken under.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::Machine;

/// The setting of a measurement.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Setting {
    /// What takes the numbers again.
    pub(crate) command: String,
    pub(crate) machine: Machine,
    /// Whether it was to see that it works.
    pub(crate) quick: bool,
    /// How many connections asked at the same time.
    pub(crate) connections: u16,
    /// How long each operation was measured.
    pub(crate) seconds: f64,
}

impl Setting {
    /// That of a task, on a machine as it was before.
    pub(crate) fn of(
        task: &str,
        machine: Machine,
        quick: bool,
        connections: u16,
        duration: Duration,
    ) -> Self {
        let seconds = duration.as_secs_f64();
        Self { command: format!("cargo xtask {task}"), machine, quick, connections, seconds }
    }
}
