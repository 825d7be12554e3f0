//! How near the server comes to what the machine can do.

use serde::Serialize;

use crate::Mix;

/// What the server is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Yardstick {
    /// A bare server of the same stack that answers with the same bytes.
    BareServer,
    /// Durable group commits of the same rows.
    RawCommits,
}

impl Yardstick {
    /// What a mix is compared with; some with nothing.
    pub(crate) const fn of(mix: Mix) -> Option<Self> {
        match mix {
            Mix::Get
            | Mix::FindUserName
            | Mix::FindEmail
            | Mix::FindExternalId
            | Mix::List
            | Mix::PageIndexDeep => Some(Self::BareServer),
            Mix::Create => Some(Self::RawCommits),
            _ => None,
        }
    }

    /// What it is, in a few words.
    pub const fn says(self) -> &'static str {
        match self {
            Self::BareServer => "a bare server of the same bytes",
            Self::RawCommits => "raw commits of the same rows",
        }
    }
}

/// How near the server comes to what the machine can do. Rates are per second.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LimitReport {
    /// What it is compared with.
    pub yardstick: Yardstick,
    /// The median of the server's rounds.
    pub server: f64,
    /// The median of the other's rounds.
    pub limit: f64,
    /// The median of what the server does of the other, round by round.
    pub ratio: f64,
    /// Each round.
    pub rounds: Vec<Round>,
}

/// The server, and what it is compared with, one after the other.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Round {
    /// The server.
    pub server: f64,
    /// What it is compared with.
    pub limit: f64,
}

impl LimitReport {
    /// What rounds come to, if there were any.
    pub(crate) fn of(yardstick: Yardstick, rounds: Vec<Round>) -> Option<Self> {
        Some(Self {
            yardstick,
            server: median(rounds.iter().map(|round| round.server))?,
            limit: median(rounds.iter().map(|round| round.limit))?,
            ratio: median(rounds.iter().map(|round| round.server / round.limit))?,
            rounds,
        })
    }
}

/// The middle one; of two, the mean.
fn median(all: impl Iterator<Item = f64>) -> Option<f64> {
    let mut sorted: Vec<f64> = all.collect();
    sorted.sort_by(f64::total_cmp);
    let upper = sorted.len() / 2;
    let lower = sorted.len().checked_sub(1)? / 2;
    Some(f64::midpoint(*sorted.get(lower)?, *sorted.get(upper)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounds(all: &[(f64, f64)]) -> Option<LimitReport> {
        let rounds = all.iter().map(|&(server, limit)| Round { server, limit });
        LimitReport::of(Yardstick::BareServer, rounds.collect())
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "a median is one of the numbers, or a mean of two")]
    fn rounds_are_compared_one_by_one_and_one_that_was_disturbed_does_not_count() {
        let report = rounds(&[(50.0, 100.0), (1.0, 2.0), (80.0, 100.0)]).unwrap();
        assert_eq!((report.server, report.limit, report.ratio), (50.0, 100.0, 0.5));
        assert_eq!(rounds(&[(50.0, 100.0), (70.0, 100.0)]).unwrap().ratio, 0.6);
        assert!(rounds(&[]).is_none());
    }
}
