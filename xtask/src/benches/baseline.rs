//! The ratios that are committed, and how ratios are made.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::YARDSTICK;
use super::estimates::Times;
use crate::workspace;

/// Where they are, from the root.
pub(super) const PATH: &str = "crates/scim/benches/ratios.json";

/// Each bench as a multiple of the yardstick of its group.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ratios(pub(super) BTreeMap<String, f64>);

impl Ratios {
    /// Those of these times.
    pub(super) fn of(times: &Times) -> Result<Self> {
        let mut ratios = BTreeMap::new();
        for (name, time) in times {
            let (group, bench) = name.split_once('/').context("a bench has a group")?;
            if bench == YARDSTICK {
                continue;
            }
            let yardstick = times.get(&format!("{group}/{YARDSTICK}"));
            let yardstick =
                yardstick.with_context(|| format!("the group {group} has no {YARDSTICK}"))?;
            ratios.insert(name.clone(), time / yardstick);
        }
        Ok(Self(ratios))
    }
}

fn file() -> PathBuf {
    workspace::root().join(PATH)
}

/// Reads them; there are none before the first were saved.
pub(super) fn read() -> Result<Ratios> {
    let Ok(text) = fs::read_to_string(file()) else { return Ok(Ratios::default()) };
    let document: Value =
        serde_json::from_str(&text).with_context(|| format!("{PATH} is not JSON"))?;
    let ratios = document.get("ratios").and_then(Value::as_object);
    let ratios = ratios.with_context(|| format!("{PATH} has no ratios"))?;
    let numbers = ratios.iter().filter_map(|(name, ratio)| Some((name.clone(), ratio.as_f64()?)));
    Ok(Ratios(numbers.collect()))
}

/// Writes them, to three digits that count: the rest is chance.
pub(super) fn write(ratios: &Ratios) -> Result<()> {
    let rounded = ratios.0.iter().map(|(name, ratio)| (name.clone(), json!(round(*ratio))));
    let document = json!({
        "yardstick": "serde_json parses the body of a user that Okta sends; each ratio is a median time divided by its median",
        "command": "cargo xtask benches --save",
        "ratios": rounded.collect::<serde_json::Map<_, _>>(),
    });
    let text = serde_json::to_string_pretty(&document)? + "\n";
    fs::write(file(), text).with_context(|| format!("can't write {PATH}"))
}

fn round(ratio: f64) -> f64 {
    let digits = 10_f64.powf(2.0 - ratio.log10().floor());
    (ratio * digits).round() / digits
}
