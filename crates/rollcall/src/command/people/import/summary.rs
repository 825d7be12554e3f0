//! What came of an import, in numbers and by line.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write as _};
use std::path::Path;

use serde::Serialize;

use super::person::Refused;
use super::settle::{Outcome, Settled};

/// How many lines of a kind are told; the file of failures has all that failed.
const TOLD: usize = 100;

/// What came of an import.
#[derive(Debug)]
pub(super) struct Summary {
    dry_run: bool,
    created: usize,
    changed: usize,
    unchanged: usize,
    /// By line.
    pub(super) failed: Vec<Refused>,
    /// How many were settled or refused by the service.
    pub(super) tried: usize,
    pub(super) not_tried: usize,
    /// What the service said besides, and of how many.
    notices: BTreeMap<String, usize>,
    /// The attributes it did not take as they were given, and of how many.
    not_kept: BTreeMap<String, usize>,
}

/// The counts, for a program.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Counts<'a> {
    dry_run: bool,
    created: usize,
    changed: usize,
    unchanged: usize,
    failed: usize,
    not_tried: usize,
    failures: Option<&'a Path>,
}

impl Summary {
    /// Before anybody was tried.
    pub(super) fn new(dry_run: bool, failed: Vec<Refused>) -> Self {
        Self {
            dry_run,
            created: 0,
            changed: 0,
            unchanged: 0,
            failed,
            tried: 0,
            not_tried: 0,
            notices: BTreeMap::new(),
            not_kept: BTreeMap::new(),
        }
    }

    /// Counts somebody who is there.
    pub(super) fn add(&mut self, settled: Settled) {
        self.count(settled.outcome);
        for notice in settled.notices {
            *self.notices.entry(notice).or_default() += 1;
        }
        for path in settled.not_kept {
            *self.not_kept.entry(path).or_default() += 1;
        }
    }

    /// Counts what came of somebody.
    pub(super) fn count(&mut self, outcome: Outcome) {
        self.tried += 1;
        let count = match outcome {
            Outcome::Created => &mut self.created,
            Outcome::Changed => &mut self.changed,
            Outcome::Unchanged => &mut self.unchanged,
        };
        *count += 1;
    }

    /// Counts a row that failed.
    pub(super) fn fail(&mut self, row: usize, line: u64, reason: String) {
        self.tried += 1;
        let place = self.failed.partition_point(|failed| failed.row < row);
        self.failed.insert(place, Refused { row, line, reason });
    }

    /// How many are there now.
    pub(super) const fn done(&self) -> usize {
        self.created + self.changed + self.unchanged
    }

    /// The counts, for a program.
    pub(super) fn counts<'a>(&self, failures: Option<&'a Path>) -> Counts<'a> {
        Counts {
            dry_run: self.dry_run,
            created: self.created,
            changed: self.changed,
            unchanged: self.unchanged,
            failed: self.failed.len(),
            not_tried: self.not_tried,
            failures,
        }
    }

    /// Tells on stderr what the service said, and which rows failed, and why.
    pub(super) fn tell_failures(&self) {
        let notices = self.notices.iter();
        let notices = notices.map(|(notice, count)| format!("note: {notice} ({})", of(*count)));
        let not_kept = self.not_kept.iter().map(|(path, count)| {
            format!("note: the service did not take {path} as it was given ({})", of(*count))
        });
        let failed = self.failed.iter();
        let failed = failed.map(|Refused { line, reason, .. }| format!("line {line}: {reason}"));
        let mut stderr = io::stderr().lock();
        for line in first(notices).chain(not_kept).chain(first(failed)) {
            // What people once typed must not move the cursor of a terminal.
            let line = line.replace(char::is_control, "\u{fffd}");
            // There is nowhere left to tell that stderr is closed.
            let _ = writeln!(stderr, "{line}");
        }
    }
}

/// The first of many lines, and how many more there are.
fn first(lines: impl ExactSizeIterator<Item = String>) -> impl Iterator<Item = String> {
    let more = lines.len().saturating_sub(TOLD);
    lines.take(TOLD).chain((more > 0).then(|| format!("and {more} more")))
}

fn of(count: usize) -> String {
    if count == 1 { "of one user".to_owned() } else { format!("of {count} users") }
}

impl fmt::Display for Summary {
    /// One line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { created, changed, unchanged, failed, .. } = self;
        let failed = failed.len();
        if self.dry_run {
            write!(
                f,
                "{created} would be created, {changed} changed, {unchanged} left as they are; {failed} can't be imported"
            )
        } else {
            write!(
                f,
                "{created} created, {changed} changed, {unchanged} left as they were, {failed} failed"
            )?;
            match self.not_tried {
                0 => Ok(()),
                not_tried => write!(f, ", {not_tried} not tried"),
            }
        }
    }
}
