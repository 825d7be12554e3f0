//! A run: discovery, then each check, then cleaning up.

use std::sync::Arc;
use std::time::Duration;

use client::{Client, Method};
use serde_json::Value;

use crate::case::{Case, Strength, Verdict};
use crate::cases::cases;
use crate::error::Error;
use crate::names::Names;
use crate::need::Need;
use crate::offers::Offers;
use crate::probe::{Probe, request};
use crate::report::{Counts, Outcome, Report, Result, Said};
use crate::stop::Stop;
use crate::traffic::Traffic;

/// How long one check may take. It bounds a run against a server that hangs; it measures nothing.
const LONGEST_CHECK: Duration = Duration::from_mins(2);

/// How many checks in a row may get no answer before the server is taken for gone.
const GONE: usize = 3;

/// A check whose failure is known and meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The id of the check.
    pub id: String,
    /// Why the server does otherwise.
    pub reason: String,
}

/// What to check.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Only checks whose id holds one of these texts; none: all.
    pub only: Vec<String>,
    /// Checks whose failure is known and meant.
    pub accepted: Vec<Accepted>,
}

impl Options {
    /// The checks these options choose.
    pub fn chosen(&self) -> Vec<Case> {
        let chosen = |case: &Case| {
            self.only.is_empty() || self.only.iter().any(|text| case.id.contains(text.as_str()))
        };
        cases().filter(chosen).collect()
    }
}

/// Is told how a run gets on.
pub trait Progress {
    /// A check begins: the `number`th of `total`.
    fn begins(&mut self, number: usize, total: usize, case: &Case);
    /// It has ended.
    fn ends(&mut self, result: &Result);
}

/// Tells nobody.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Progress for Silent {
    fn begins(&mut self, _: usize, _: usize, _: &Case) {}
    fn ends(&mut self, _: &Result) {}
}

/// Checks a server. When `stop` comes first, the check at work is given up, what was created is deleted, and the
/// report holds what is known by then.
pub async fn run(
    client: Client,
    options: &Options,
    progress: &mut (dyn Progress + Send),
    stop: impl Future<Output = ()> + Send,
) -> std::result::Result<Report, Error> {
    let mut stop = std::pin::pin!(stop);
    let mut traffic = Traffic::new(client);
    let offers = discover(&mut traffic).await?;
    let names = Names::new().map_err(Error::Names)?;
    let mut probe = Probe { traffic, offers: Arc::new(offers), names, people: None };
    let chosen = options.chosen();
    let (mut results, mut left_behind) = (Vec::new(), Vec::new());
    let (mut interrupted, mut unanswered) = (false, 0);
    for (index, case) in chosen.iter().enumerate() {
        progress.begins(index + 1, chosen.len(), case);
        // The people outlive the check that has them made.
        let shared = probe.people.is_some();
        let mark = probe.traffic.mark();
        let verdict = tokio::select! {
            verdict = checked(case, &mut probe) => verdict,
            () = &mut stop => {
                interrupted = true;
                break;
            }
        };
        unanswered = if matches!(verdict, Err(Stop::Failed { exchange: None, .. })) {
            unanswered + 1
        } else {
            0
        };
        if shared || probe.people.is_none() {
            left_behind.extend(probe.traffic.clean_up(mark).await);
        }
        let result = Result::of(case, outcome(case, verdict, options));
        progress.ends(&result);
        results.push(result);
        if unanswered >= GONE {
            interrupted = true;
            break;
        }
    }
    left_behind.extend(probe.traffic.clean_up(0).await);
    results.sort_by_key(|result| result.section.rank());
    Ok(Report {
        offers: Offers::clone(&probe.offers),
        counts: Counts::of(&results),
        requests: probe.traffic.requests,
        interrupted,
        left_behind,
        needlessly_accepted: needless(&results, options),
        results,
    })
}

/// Reads what the server says it offers.
async fn discover(traffic: &mut Traffic) -> std::result::Result<Offers, Error> {
    let (mut documents, mut silence) = (Vec::new(), Vec::new());
    for path in ["/ServiceProviderConfig", "/ResourceTypes", "/Schemas"] {
        let document = match traffic.send(request(Method::GET, path)).await {
            Ok(answer) if answer.code() == 200 => answer.body,
            Ok(answer) if answer.code() == 401 => {
                let detail = answer.at("/detail").as_str().unwrap_or("it says no more");
                return Err(Error::Unauthorized { path, detail: detail.to_owned() });
            }
            Ok(_) => Value::Null,
            Err(Stop::Failed { why, .. } | Stop::Skipped(why)) => {
                silence.push(why);
                Value::Null
            }
        };
        documents.push(document);
    }
    match (documents.as_slice(), silence.as_slice()) {
        (_, [why, _, _]) => Err(Error::Unanswered { why: why.clone() }),
        ([config, types, schemas], _) => Ok(Offers::read(config, types, schemas)),
        _ => Ok(Offers::read(&Value::Null, &Value::Null, &Value::Null)),
    }
}

async fn checked(case: &Case, probe: &mut Probe) -> Verdict {
    let missing: Vec<String> =
        case.needs.iter().filter(|need| !need.is_met(&probe.offers)).map(Need::to_string).collect();
    if !missing.is_empty() {
        return Err(Stop::skip(format!("not offered: {}", missing.join(", "))));
    }
    let ended = tokio::time::timeout(LONGEST_CHECK, (case.check)(probe)).await;
    ended.unwrap_or_else(|_| {
        let why = format!("no end after {} seconds", LONGEST_CHECK.as_secs());
        Err(Stop::Failed { why, exchange: None })
    })
}

fn outcome(case: &Case, verdict: Verdict, options: &Options) -> Outcome {
    let (why, exchange) = match verdict {
        Ok(()) => return Outcome::Passed,
        Err(Stop::Skipped(why)) => return Outcome::Skipped { why },
        Err(Stop::Failed { why, exchange }) => (why, exchange),
    };
    if let Some(accepted) = options.accepted.iter().find(|accepted| accepted.id == case.id) {
        return Outcome::Accepted { reason: accepted.reason.clone(), why };
    }
    let said = exchange.as_deref().map(Said::from);
    match case.strength {
        Strength::Must => Outcome::Failed { why, said },
        Strength::Should => Outcome::Advised { why, said },
    }
}

/// Which accepted checks passed after all.
fn needless(results: &[Result], options: &Options) -> Vec<String> {
    let passed = results.iter().filter(|result| matches!(result.outcome, Outcome::Passed));
    let accepted = |id: &str| options.accepted.iter().any(|accepted| accepted.id == id);
    passed.filter(|result| accepted(result.id)).map(|result| result.id.to_owned()).collect()
}
