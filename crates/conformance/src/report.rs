//! What was found out.

use client::Exchange;
use serde::Serialize;

use crate::case::{Case, Strength};
use crate::offers::Offers;
use crate::section::Section;

/// What came of one check.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase", tag = "outcome")]
pub enum Outcome {
    /// The server does as the RFC says.
    Passed,
    /// The server does not do what it must.
    Failed {
        /// What was expected, and what was found.
        why: String,
        /// What was asked and answered.
        said: Option<Said>,
    },
    /// The server does not do what it should.
    Advised {
        /// What was expected, and what was found.
        why: String,
        /// What was asked and answered.
        said: Option<Said>,
    },
    /// The server does otherwise, and whoever asked for the run knows and means it.
    Accepted {
        /// Why it does otherwise.
        reason: String,
        /// What was expected, and what was found.
        why: String,
    },
    /// Nothing was checked.
    Skipped {
        /// Why not.
        why: String,
    },
}

/// A request and its answer; the key is not in it.
#[derive(Clone, Debug, Serialize)]
pub struct Said {
    /// What was sent.
    pub request: Message,
    /// What was answered.
    pub response: Message,
}

/// One side of an exchange.
#[derive(Clone, Debug, Serialize)]
pub struct Message {
    /// The request line, or the status.
    pub line: String,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body, as text; of a long one the beginning.
    pub body: String,
}

/// How much of a body is kept, in characters.
const KEPT: usize = 16 * 1024;

/// The beginning of a body.
fn kept(body: &str) -> String {
    match body.char_indices().nth(KEPT) {
        Some((end, _)) => format!("{}…", body.get(..end).unwrap_or_default()),
        None => body.to_owned(),
    }
}

impl From<&Exchange> for Said {
    fn from(exchange: &Exchange) -> Self {
        let request = Message {
            line: format!("{} {}", exchange.method, exchange.url),
            headers: exchange.request_headers.clone(),
            body: kept(exchange.request_body.as_deref().unwrap_or_default()),
        };
        let response = Message {
            line: exchange.status.to_string(),
            headers: exchange.headers.clone(),
            body: kept(&exchange.body),
        };
        Self { request, response }
    }
}

/// One check and what came of it.
#[derive(Clone, Debug, Serialize)]
pub struct Result {
    /// What the check is called.
    pub id: &'static str,
    /// How binding it is.
    pub strength: Strength,
    /// Where it is written.
    pub section: Section,
    /// What it claims.
    pub says: &'static str,
    /// What came of it.
    #[serde(flatten)]
    pub outcome: Outcome,
}

impl Result {
    pub(crate) fn of(case: &Case, outcome: Outcome) -> Self {
        Self {
            id: case.id,
            strength: case.strength,
            section: case.section,
            says: case.says,
            outcome,
        }
    }
}

/// How many checks came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Done as the RFC says.
    pub passed: usize,
    /// Not done as the server must.
    pub failed: usize,
    /// Not done as the server should.
    pub advised: usize,
    /// Done otherwise on purpose.
    pub accepted: usize,
    /// Not checked.
    pub skipped: usize,
}

/// What a run found out about a server.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// What the server says it offers.
    pub offers: Offers,
    /// How many checks came to what.
    pub counts: Counts,
    /// How many requests were sent.
    pub requests: usize,
    /// Whether the run was ended before all checks were made.
    pub interrupted: bool,
    /// The paths of what was created and could not be deleted.
    pub left_behind: Vec<String>,
    /// Checks that were said to be done otherwise on purpose and passed.
    pub needlessly_accepted: Vec<String>,
    /// Every check, in the order of the RFCs.
    pub results: Vec<Result>,
}

impl Report {
    /// Whether the server does all that it must.
    pub fn conforms(&self) -> bool {
        self.counts.failed == 0 && self.counts.passed > 0 && !self.interrupted
    }
}

impl Counts {
    pub(crate) fn of(results: &[Result]) -> Self {
        let mut counts = Self::default();
        for result in results {
            match result.outcome {
                Outcome::Passed => counts.passed += 1,
                Outcome::Failed { .. } => counts.failed += 1,
                Outcome::Advised { .. } => counts.advised += 1,
                Outcome::Accepted { .. } => counts.accepted += 1,
                Outcome::Skipped { .. } => counts.skipped += 1,
            }
        }
        counts
    }
}
