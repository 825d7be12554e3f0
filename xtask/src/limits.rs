//! `cargo xtask limits`: Rollcall beside what the machine can do at most, as `rollcall bench --limits` tells it.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::measure::{Machine, Setting, keep, number, table};
use crate::process::output;
use crate::server::{self, Server};
use crate::workspace::{self, Profile};

/// What to measure, and how.
pub(crate) struct Wanted {
    pub(crate) users: u64,
    pub(crate) connections: u16,
    /// How many rounds of each there are.
    pub(crate) rounds: u16,
    /// How long each round takes.
    pub(crate) duration: Duration,
    pub(crate) quick: bool,
}

/// What has a limit to compare with.
const MIXES: &[&str] =
    &["get", "find-user-name", "find-email", "find-external-id", "list", "create"];

/// What was found.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Found {
    #[serde(flatten)]
    pub(crate) setting: Setting,
    pub(crate) users: u64,
    pub(crate) rounds: u16,
    mixes: Vec<Beside>,
}

/// One operation beside its limit, requests a second, medians.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct Beside {
    mix: String,
    limit: Limit,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
struct Limit {
    yardstick: String,
    server: f64,
    #[serde(rename = "limit")]
    most: f64,
    ratio: f64,
}

/// Of the report, what is used.
#[derive(Deserialize)]
struct Report {
    mixes: Vec<Beside>,
}

/// Measures, prints a table, and keeps the numbers.
pub(crate) fn run(wanted: &Wanted) -> Result<()> {
    let machine = Machine::now()?;
    server::build(Profile::Release)?;
    let server = Server::start(Profile::Release)?;
    let directory = server.directory("standard")?;
    let mut bench = Command::new(workspace::binary(Profile::Release));
    bench
        .args(["bench", "--output", "json", "--limits"])
        .args(["--seed", &wanted.users.to_string()])
        .args(["--connections", &wanted.connections.to_string()])
        .args(["--rounds", &wanted.rounds.to_string()])
        .args(["--warmup", &format!("{}ms", wanted.duration.as_millis() / 5)])
        .args(["--duration", &format!("{}ms", wanted.duration.as_millis())])
        .arg("--scratch")
        .arg(server.data())
        .env("ROLLCALL_SCIM_URL", &directory.base_url)
        .env("ROLLCALL_SCIM_KEY", &directory.key);
    for mix in MIXES {
        bench.args(["--mix", mix]);
    }
    let report: Report =
        serde_json::from_str(&output(&mut bench)?).context("a mix has no limit to compare with")?;
    let found = Found {
        setting: Setting::of("limits", machine, wanted.quick, wanted.connections, wanted.duration),
        users: wanted.users,
        rounds: wanted.rounds,
        mixes: report.mixes,
    };
    println!("\n{}", found.table());
    keep("limits", &found)
}

impl Found {
    /// Each operation, its limit, and how near it comes.
    pub(crate) fn table(&self) -> String {
        let headings =
            ["a second", "Rollcall", "limit", "ratio", "the limit is"].map(str::to_owned);
        let rows = self.mixes.iter().map(|Beside { mix, limit }| {
            vec![
                mix.clone(),
                number(limit.server),
                number(limit.most),
                format!("{:.0} %", limit.ratio * 100.0),
                limit.yardstick.replace('-', " "),
            ]
        });
        table(&headings, &rows.collect::<Vec<_>>())
    }
}
