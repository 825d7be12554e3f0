//! What is kept of a measurement.

use serde::{Deserialize, Serialize};

use super::bench::{MixReport, Operation, Report};
use super::table::number;

/// What one operation came to.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(untagged)]
pub(crate) enum Cell {
    /// It was measured.
    Measured(Figures),
    /// It was not.
    Skipped {
        /// Why not.
        skipped: String,
    },
}

/// How quick an operation was.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Figures {
    pub(crate) per_second: f64,
    /// In milliseconds, as is the other: half the answers took no longer.
    pub(crate) p50: f64,
    /// Nor did 99 of a hundred.
    pub(crate) p99: f64,
}

impl Cell {
    /// What it came to, in a few words.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Measured(figures) => format!("{} a second", number(figures.per_second)),
            Self::Skipped { skipped } => format!("skipped: {skipped}"),
        }
    }

    /// The figures, if there are any.
    pub(crate) const fn figures(&self) -> Option<&Figures> {
        match self {
            Self::Measured(figures) => Some(figures),
            Self::Skipped { .. } => None,
        }
    }
}

/// What each operation of a report came to, by its name. One that was answered wrongly has no figures: it is quick to give
/// wrong answers.
pub(crate) fn cells(report: &Report) -> Vec<(String, Cell)> {
    report.mixes.iter().flat_map(of_mix).collect()
}

fn of_mix(mix: &MixReport) -> Vec<(String, Cell)> {
    if let Some(skipped) = &mix.skipped {
        return vec![(mix.mix.clone(), Cell::Skipped { skipped: skipped.clone() })];
    }
    if mix.operations.is_empty() {
        let skipped = "no answer came while it was measured".to_owned();
        return vec![(mix.mix.clone(), Cell::Skipped { skipped })];
    }
    mix.operations.iter().map(|one| (one.name.clone(), of_operation(one, mix))).collect()
}

fn of_operation(operation: &Operation, mix: &MixReport) -> Cell {
    let Operation { requests, per_second, wrong, latency, .. } = operation;
    if *wrong > 0 || *requests == 0 {
        let mut told = mix.wrong.iter().filter(|wrong| wrong.operation == operation.name);
        let problem =
            operation.problem.clone().or_else(|| told.next().map(|one| one.problem.clone()));
        let problem = problem.unwrap_or_else(|| "no answer came in time".to_owned());
        let skipped = format!("{wrong} of {requests} answers were wrong: {problem}");
        return Cell::Skipped { skipped };
    }
    Cell::Measured(Figures { per_second: *per_second, p50: latency.p50, p99: latency.p99 })
}
