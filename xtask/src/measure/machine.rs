//! The machine that is measured on.

use std::fs;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use crate::process::{command, output};

/// What numbers depend on, besides what is measured.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Machine {
    pub(crate) processor: String,
    pub(crate) cores: usize,
    pub(crate) memory_gib: u64,
    pub(crate) kernel: String,
    /// How many processes wanted to run, on average over the minute before: above nought, others were measured too.
    pub(crate) load_before: f64,
    pub(crate) date: String,
    /// What was measured.
    pub(crate) commit: String,
}

impl Machine {
    /// This one, now.
    pub(crate) fn now() -> Result<Self> {
        let said = |program: &str, arguments: &[&str]| {
            output(&mut command(program, arguments)).map(|text| text.trim().to_owned())
        };
        let average = read("/proc/loadavg");
        let average = average.split(' ').next().and_then(|average| average.parse().ok());
        Ok(Self {
            processor: field("/proc/cpuinfo", "model name"),
            cores: std::thread::available_parallelism()?.get(),
            memory_gib: kibibytes("/proc/meminfo", "MemTotal").div_ceil(1024 * 1024),
            kernel: said("uname", &["-sr"])?,
            load_before: average.unwrap_or_default(),
            date: said("date", &["-u", "+%F"])?,
            commit: said("git", &["rev-parse", "--short", "HEAD"])?,
        })
    }
}

fn read(path: &str) -> String {
    // What this system does not tell stays empty.
    fs::read_to_string(path).unwrap_or_default()
}

/// The value of a line `name: value` of a file of the kernel.
fn field(path: &str, name: &str) -> String {
    let text = read(path);
    let lines = text.lines().filter_map(|line| line.split_once(':'));
    let mut found = lines.filter(|(field, _)| field.trim() == name);
    found.next().map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
}

/// The same of a value in KiB.
pub(crate) fn kibibytes(path: &str, name: &str) -> u64 {
    let value = field(path, name);
    value.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or_default()
}
