//! What criterion leaves behind: `GROUP/BENCH/new/estimates.json`, times in nanoseconds.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

/// The median time of each bench in nanoseconds, by `group/bench`.
pub(super) type Times = BTreeMap<String, f64>;

/// Reads them.
pub(super) fn read(criterion: &Path) -> Result<Times> {
    let mut times = Times::new();
    for group in folders(criterion)? {
        for bench in folders(&criterion.join(&group))? {
            let file = criterion.join(&group).join(&bench).join("new/estimates.json");
            // A folder of a report has none.
            let Ok(text) = fs::read_to_string(&file) else { continue };
            times.insert(format!("{group}/{bench}"), median(&text)?);
        }
    }
    Ok(times)
}

fn median(text: &str) -> Result<f64> {
    let estimates: Value = serde_json::from_str(text).context("an estimate is not JSON")?;
    let median = estimates.pointer("/median/point_estimate").and_then(Value::as_f64);
    median.context("an estimate has no median")
}

fn folders(of: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(of).with_context(|| format!("can't list {}", of.display()))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.path().is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    Ok(names)
}
