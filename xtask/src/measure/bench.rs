//! `rollcall bench`, as a black box: what it is told, and what it tells.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::server::Directory;
use crate::workspace::{self, Profile};

/// What to ask, and how.
#[derive(Clone, Debug)]
pub(crate) struct Load {
    /// How many users are filled in first, if they are not there.
    pub(crate) users: u64,
    /// How many memberships they have.
    pub(crate) memberships: u64,
    /// What is asked.
    pub(crate) mixes: Vec<&'static str>,
    pub(crate) connections: u16,
    /// Of the group whose members come and go.
    pub(crate) group_size: u64,
    pub(crate) warmup: Duration,
    pub(crate) duration: Duration,
}

/// Something that can be filled and asked.
pub(crate) trait Server {
    /// Fills it, and asks it.
    fn ask(&self, load: &Load) -> Result<Report>;
}

/// What was found. Of what `rollcall bench --output json` tells, this is what is used.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Report {
    pub(crate) filled: Option<Filled>,
    pub(crate) mixes: Vec<MixReport>,
}

/// How the filling went.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Filled {
    pub(crate) users: Count,
    pub(crate) memberships: Option<Count>,
}

/// How many came, in how many seconds.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Count {
    pub(crate) created: u64,
    pub(crate) seconds: f64,
}

/// What one mix came to.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MixReport {
    pub(crate) mix: String,
    /// Why it was not asked.
    pub(crate) skipped: Option<String>,
    #[serde(default)]
    pub(crate) operations: Vec<Operation>,
    #[serde(default)]
    pub(crate) wrong: Vec<Wrong>,
}

/// What one kind of request came to.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Operation {
    #[serde(rename = "operation")]
    pub(crate) name: String,
    pub(crate) requests: u64,
    pub(crate) per_second: f64,
    pub(crate) wrong: u64,
    /// What was wrong, of a generator that tells it here.
    pub(crate) problem: Option<String>,
    pub(crate) latency: Latency,
}

/// In milliseconds.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Latency {
    pub(crate) p50: f64,
    pub(crate) p99: f64,
}

/// An answer that was wrong.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Wrong {
    pub(crate) operation: String,
    pub(crate) problem: String,
}

impl Server for Directory {
    fn ask(&self, load: &Load) -> Result<Report> {
        let mut bench = Command::new(workspace::binary(Profile::Release));
        bench
            .args(["bench", "--output", "json"])
            .args(["--seed", &load.users.to_string()])
            .args(["--memberships", &load.memberships.to_string()])
            .args(["--connections", &load.connections.to_string()])
            .args(["--group-size", &load.group_size.to_string()])
            .args(["--warmup", &milliseconds(load.warmup)])
            .args(["--duration", &milliseconds(load.duration)])
            .env("ROLLCALL_SCIM_URL", &self.base_url)
            .env("ROLLCALL_SCIM_KEY", &self.key);
        for mix in &load.mixes {
            bench.args(["--mix", mix]);
        }
        let output = bench.output().context("can't start rollcall bench")?;
        // It ends with 1 if an answer was wrong, and tells which; any other failure has no report.
        serde_json::from_slice(&output.stdout).with_context(|| {
            let said = String::from_utf8_lossy(&output.stderr);
            format!("rollcall bench: {}", said.trim())
        })
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{}ms", time.as_millis())
}
