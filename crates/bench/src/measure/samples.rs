//! How long answers took, and what was wrong with them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::time::{Duration, Instant};

use hdrhistogram::Histogram;

use super::pace::Ticks;
use crate::Wrong;
use crate::operation::Kind;

/// Three digits of every time are kept.
const DIGITS: u8 = 3;

/// How many wrong answers are kept.
const SHOWN: usize = 5;

/// What was measured of one kind of request. Times are in tenths of a microsecond.
#[derive(Clone, Debug)]
pub(crate) struct Samples {
    /// Of answers, and in an open loop of what was never sent, until the end.
    pub(crate) times: Histogram<u32>,
    pub(crate) requests: u64,
    pub(crate) wrong: u64,
}

/// What was measured.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) kinds: BTreeMap<Kind, Samples>,
    /// The first wrong answers.
    pub(crate) wrong: Vec<Wrong>,
    /// How many requests were due and never sent.
    pub(crate) unsent: u64,
    /// For how long it counted.
    pub(crate) counted: Duration,
}

impl Samples {
    fn new() -> Option<Self> {
        Some(Self { times: Histogram::new(DIGITS).ok()?, requests: 0, wrong: 0 })
    }

    fn took(&mut self, time: Duration) {
        let tenths = u64::try_from(time.as_nanos() / 100).unwrap_or(u64::MAX);
        // It grows as it must; a time of years is none.
        let _ = self.times.record(tenths);
    }
}

impl Tally {
    /// Counts an answer.
    pub(super) fn count(&mut self, kind: Kind, took: Duration, wrong: Option<Wrong>) {
        if let Entry::Vacant(entry) = self.kinds.entry(kind)
            && let Some(samples) = Samples::new()
        {
            entry.insert(samples);
        }
        let Some(samples) = self.kinds.get_mut(&kind) else { return };
        samples.took(took);
        samples.requests += 1;
        if let Some(wrong) = wrong {
            samples.wrong += 1;
            self.keep(wrong);
        }
    }

    /// Adds what was measured elsewhere.
    pub(crate) fn add(&mut self, other: Self) {
        self.unsent += other.unsent;
        self.counted += other.counted;
        for (kind, samples) in other.kinds {
            match self.kinds.entry(kind) {
                Entry::Vacant(entry) => drop(entry.insert(samples)),
                Entry::Occupied(mut entry) => {
                    let known = entry.get_mut();
                    // Both grow as they must.
                    let _ = known.times.add(&samples.times);
                    known.requests += samples.requests;
                    known.wrong += samples.wrong;
                }
            }
        }
        other.wrong.into_iter().for_each(|wrong| self.keep(wrong));
    }

    /// Counts what was due and never sent: each has waited since then. What it would have been is not known: the kinds are
    /// charged in turn.
    pub(super) fn add_unsent(&mut self, ticks: &Ticks, counts: Instant, ends: Instant) {
        let kinds = self.kinds.len().max(1);
        for (number, due) in ticks.left(ends).filter(|due| *due >= counts).enumerate() {
            self.unsent += 1;
            if let Some(samples) = self.kinds.values_mut().nth(number % kinds) {
                samples.took(ends.saturating_duration_since(due));
            }
        }
    }

    /// How many answers there were each second.
    pub(crate) fn per_second(&self) -> f64 {
        rate(self.kinds.values().map(|samples| samples.requests).sum(), self.counted.as_secs_f64())
    }

    fn keep(&mut self, wrong: Wrong) {
        if self.wrong.len() < SHOWN {
            self.wrong.push(wrong);
        }
    }
}

/// So many in so many seconds: how many each second.
#[expect(clippy::cast_precision_loss, reason = "a rate is rounded")]
pub(crate) fn rate(many: u64, seconds: f64) -> f64 {
    if seconds > 0.0 { many as f64 / seconds } else { 0.0 }
}
