//! How long answers took, in a closed loop.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::Result;
use serde_json::{Value, json};

use crate::hand::Hand;

/// What one sort of request came to.
#[derive(Default)]
struct Samples {
    micros: Vec<u64>,
    wrong: u64,
    problem: Option<String>,
}

/// Lets the hands ask, and counts what was answered between the end of the warmup and the end. Then they clean up.
pub(crate) async fn run(
    hands: Vec<Hand>,
    warmup: Duration,
    duration: Duration,
) -> Result<Vec<Value>> {
    let begin = Instant::now() + warmup;
    let end = begin + duration;
    let tasks = hands.into_iter().map(|hand| tokio::spawn(asking(hand, begin, end)));
    let tasks: Vec<_> = tasks.collect();
    let mut all: BTreeMap<&'static str, Samples> = BTreeMap::new();
    let mut idle = Vec::new();
    for task in tasks {
        let (hand, found) = task.await?;
        idle.push(hand);
        for (operation, samples) in found {
            let sum = all.entry(operation).or_default();
            sum.micros.extend(samples.micros);
            sum.wrong += samples.wrong;
            sum.problem = sum.problem.take().or(samples.problem);
        }
    }
    for mut hand in idle {
        hand.clean_up().await?;
    }
    let seconds = duration.as_secs_f64();
    Ok(all.into_iter().map(|(operation, samples)| told(operation, samples, seconds)).collect())
}

async fn asking(
    mut hand: Hand,
    begin: Instant,
    end: Instant,
) -> (Hand, BTreeMap<&'static str, Samples>) {
    let mut found: BTreeMap<&'static str, Samples> = BTreeMap::new();
    loop {
        let asked = Instant::now();
        if asked >= end {
            return (hand, found);
        }
        let (operation, answer) = hand.ask().await;
        let answered = Instant::now();
        if answered < begin || answered >= end {
            continue;
        }
        let samples = found.entry(operation).or_default();
        samples.micros.push((answered - asked).as_micros().try_into().unwrap_or(u64::MAX));
        if let Err(problem) = answer {
            samples.wrong += 1;
            samples.problem.get_or_insert_with(|| format!("{problem:#}"));
        }
    }
}

fn told(operation: &str, mut samples: Samples, seconds: f64) -> Value {
    samples.micros.sort_unstable();
    let all = &samples.micros;
    let at = |quantile: f64| {
        let place = (all.len() as f64 * quantile).ceil() as usize;
        all.get(place.saturating_sub(1)).map_or(0.0, |micros| *micros as f64 / 1000.0)
    };
    json!({
        "operation": operation,
        "requests": all.len(),
        "perSecond": all.len() as f64 / seconds,
        "wrong": samples.wrong,
        "problem": samples.problem,
        "latency": { "p50": at(0.5), "p90": at(0.9), "p99": at(0.99), "max": at(1.0) },
    })
}
