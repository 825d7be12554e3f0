//! What a run found. As JSON it is stable: names stay, and new ones may come.

mod limit;

use hdrhistogram::Histogram;
use serde::Serialize;

use crate::answer::Answer;
use crate::measure::{Samples, Tally, rate};
use crate::operation::Kind;
use crate::{Load, Mix, Pace};

pub use limit::{LimitReport, Round, Yardstick};

/// What a run found.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The base URL that was asked.
    pub target: String,
    /// How many users the directory had.
    pub users: u64,
    /// How many connections asked.
    pub connections: usize,
    /// How many requests were due each second; none in a closed loop.
    pub rate: Option<f64>,
    /// How long each mix was measured, in seconds.
    pub seconds: f64,
    /// What the directory was filled with, if it was to be.
    pub filled: Option<Filled>,
    /// What each mix came to.
    pub mixes: Vec<MixReport>,
    /// Whether it was stopped before its end.
    pub interrupted: bool,
    /// How many users that were made could not be deleted again.
    pub left_behind: u64,
}

/// What a directory was filled with.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Filled {
    /// Users.
    pub users: Count,
    /// Memberships in groups, if there were to be any.
    pub memberships: Option<Count>,
}

/// How many there were to be, and how quickly they came.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Count {
    /// How many there were to be.
    pub wanted: u64,
    /// How many of them were not there yet. A membership counts if it was sent, though it may have been there.
    pub created: u64,
    /// How long that took, in seconds, looking for what was there included.
    pub seconds: f64,
    /// How many each second.
    pub per_second: f64,
}

impl Filled {
    pub(crate) fn of_users(wanted: u64, created: u64, seconds: f64) -> Self {
        Self { users: Count::of(wanted, created, seconds), memberships: None }
    }

    pub(crate) fn with_memberships(self, wanted: u64, created: u64, seconds: f64) -> Self {
        Self { memberships: Some(Count::of(wanted, created, seconds)), ..self }
    }
}

impl Count {
    fn of(wanted: u64, created: u64, seconds: f64) -> Self {
        Self { wanted, created, seconds, per_second: rate(created, seconds) }
    }
}

/// What a mix came to.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MixReport {
    /// Which.
    pub mix: Mix,
    /// What came of it.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// What came of a mix.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", untagged)]
pub enum Outcome {
    /// It was not asked.
    Skipped {
        /// Why not.
        skipped: String,
    },
    /// It was measured.
    Measured {
        /// For how long, in seconds.
        seconds: f64,
        /// How many requests were due and never sent, since the server was too slow for the rate. Their times until the end
        /// are among those of the operations.
        unsent: u64,
        /// Each kind of request.
        operations: Vec<OperationReport>,
        /// The first answers that were wrong.
        wrong: Vec<Wrong>,
        /// How near it comes to what the machine can do, if that was measured.
        limit: Option<LimitReport>,
    },
}

/// What one kind of request came to.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OperationReport {
    /// Which.
    pub operation: Kind,
    /// How many were answered, rightly or wrongly, or lost.
    pub requests: u64,
    /// How many of them each second.
    pub per_second: f64,
    /// How many were wrong: another status, another user, another number of them, or no answer.
    pub wrong: u64,
    /// How long they took.
    pub latency: Latency,
}

/// How long answers took, in milliseconds. In an open loop, since they were due.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Latency {
    /// The mean.
    pub mean: f64,
    /// Half of them took no longer.
    pub p50: f64,
    /// Nine tenths of them.
    pub p90: f64,
    /// 99 of a hundred.
    pub p99: f64,
    /// 999 of a thousand.
    pub p999: f64,
    /// None took longer.
    pub max: f64,
}

/// An answer that was wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Wrong {
    /// What was asked.
    pub operation: Kind,
    /// The method and the path after the base URL.
    pub request: String,
    /// What is wrong.
    pub problem: String,
    /// The status, if there was an answer.
    pub status: Option<u16>,
    /// The beginning of the body.
    pub body: String,
}

impl Wrong {
    /// The most that is kept of a body, in characters.
    const BODY: usize = 300;

    /// What is wrong with the answer to a request, if there was one.
    pub(crate) fn new(
        operation: Kind,
        request: String,
        problem: String,
        answer: Option<&Answer>,
    ) -> Self {
        let text = |answer: &Answer| {
            String::from_utf8_lossy(&answer.body).chars().take(Self::BODY).collect()
        };
        let status = answer.map(|answer| answer.status);
        Self { operation, request, problem, status, body: answer.map(text).unwrap_or_default() }
    }
}

impl Report {
    /// How many answers were wrong.
    pub fn wrong(&self) -> u64 {
        self.operations().map(|operation| operation.wrong).sum()
    }

    fn operations(&self) -> impl Iterator<Item = &OperationReport> {
        self.mixes.iter().flat_map(|mix| match &mix.outcome {
            Outcome::Measured { operations, .. } => operations.as_slice(),
            Outcome::Skipped { .. } => &[],
        })
    }

    /// A report of nothing yet.
    pub(crate) fn begin(target: String, load: &Load) -> Self {
        let rate = match load.pace {
            Pace::Closed => None,
            Pace::Open(rate) => Some(rate),
        };
        Self {
            target,
            users: 0,
            connections: load.connections,
            rate,
            seconds: load.duration.as_secs_f64(),
            filled: None,
            mixes: Vec::new(),
            interrupted: false,
            left_behind: 0,
        }
    }
}

impl Outcome {
    /// What was measured.
    pub(crate) fn of(tally: Tally, limit: Option<LimitReport>) -> Self {
        let seconds = tally.counted.as_secs_f64();
        let operations =
            tally.kinds.iter().map(|(kind, samples)| OperationReport::of(*kind, samples, seconds));
        Self::Measured {
            seconds,
            unsent: tally.unsent,
            operations: operations.collect(),
            wrong: tally.wrong,
            limit,
        }
    }
}

impl OperationReport {
    fn of(operation: Kind, samples: &Samples, seconds: f64) -> Self {
        let requests = samples.requests;
        Self {
            operation,
            requests,
            per_second: rate(requests, seconds),
            wrong: samples.wrong,
            latency: Latency::of(&samples.times),
        }
    }
}

impl Latency {
    fn of(times: &Histogram<u32>) -> Self {
        let at = |quantile| milliseconds(times.value_at_quantile(quantile));
        Self {
            mean: times.mean() / TENTHS,
            p50: at(0.5),
            p90: at(0.9),
            p99: at(0.99),
            p999: at(0.999),
            max: milliseconds(times.max()),
        }
    }
}

/// Tenths of a microsecond in a millisecond.
const TENTHS: f64 = 10_000.0;

#[expect(clippy::cast_precision_loss, reason = "the histogram keeps three digits")]
fn milliseconds(tenths: u64) -> f64 {
    tenths as f64 / TENTHS
}
