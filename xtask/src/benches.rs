//! `cargo xtask benches`: what the pure core costs, beside what it cost.
//!
//! Times depend on the machine and on what else it does. So each group of benches begins with a yardstick, and what is kept
//! and compared is each time as a multiple of that: the machine falls out. Even so a busy machine shows in it, so this
//! reports what grew, and fails nothing.

mod baseline;
mod estimates;
mod report;
#[cfg(test)]
mod tests;

use anyhow::{Context, Result};

use crate::measure::{number, table};
use crate::performance;
use crate::process::{cargo, run as run_command};
use baseline::Ratios;

/// The yardstick's name in each group.
const YARDSTICK: &str = "yardstick";

/// How to measure, and what to say of it.
pub(crate) struct Wanted {
    /// By which factor a ratio may grow before it is said.
    pub(crate) factor: f64,
    /// Whether to measure less, and less exactly.
    pub(crate) quick: bool,
    /// Whether these ratios are to be the baseline from now on.
    pub(crate) save: bool,
}

/// Measures, and compares with the committed ratios.
pub(crate) fn run(wanted: &Wanted) -> Result<()> {
    let scratch = tempfile::tempdir().context("can't make a scratch folder")?;
    let mut benches = cargo(["bench", "--package", "rollcall-scim", "--locked", "--bench", "core"]);
    benches.args(["--", "--noplot", "--quiet"]).env("CRITERION_HOME", scratch.path());
    let [warmup, measurement] = if wanted.quick { ["0.2", "0.5"] } else { ["1", "2"] };
    benches.args(["--warm-up-time", warmup, "--measurement-time", measurement]);
    println!(
        "    measuring; once built, this takes {}",
        if wanted.quick { "half a minute" } else { "two minutes" }
    );
    run_command(&mut benches)?;
    let times = estimates::read(scratch.path())?;
    let ratios = Ratios::of(&times)?;
    let before = baseline::read()?;
    print!("{}", report::table(&times, &ratios, &before, wanted.factor));
    if wanted.save {
        baseline::write(&ratios)?;
        println!("    these ratios are the baseline now: {}", baseline::PATH);
        performance::run()?;
    }
    Ok(())
}

/// The committed ratios, as a table.
pub(crate) fn kept() -> Result<String> {
    let rows = baseline::read()?.0.into_iter().map(|(name, ratio)| vec![name, number(ratio)]);
    let headings = ["bench", "times the yardstick"].map(str::to_owned);
    Ok(table(&headings, &rows.collect::<Vec<_>>()))
}
