//! How it is asked, and how long it took.

mod hands;
mod pace;
mod samples;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::Progress;
use crate::operation::Hand;
use crate::wire::Wire;
use hands::Worker;
use pace::Ticks;
pub(crate) use samples::{Samples, Tally, rate};

/// How a server is asked.
#[derive(Clone, Debug)]
pub struct Load {
    /// How many connections ask at the same time.
    pub connections: usize,
    /// When they ask.
    pub pace: Pace,
    /// How long they ask before it counts.
    pub warmup: Duration,
    /// How long it counts.
    pub duration: Duration,
}

/// When requests are sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pace {
    /// A closed loop: each connection asks as soon as it has its answer.
    Closed,
    /// An open loop: so many requests are due each second, whatever became of those before.
    Open(f64),
}

/// What the hands share while they ask.
#[derive(Debug)]
struct Shared {
    /// From when on it counts.
    counts: Instant,
    /// Until when.
    ends: Instant,
    /// Whether it is to end before that.
    stopped: Arc<AtomicBool>,
    /// How many answers there were.
    answers: AtomicU64,
}

/// How often progress is told.
const TOLD: Duration = Duration::from_millis(250);

/// Asks for as long as the load says. Gives what was measured, and the hands, who know what they made.
pub(crate) async fn measure(
    load: &Load,
    wire: &Arc<Wire>,
    hands: Vec<Hand>,
    progress: &dyn Progress,
    stopped: &Arc<AtomicBool>,
) -> (Tally, Vec<Hand>) {
    let begun = Instant::now();
    let counts = begun + load.warmup;
    let ends = counts + load.duration;
    let stopped = Arc::clone(stopped);
    let shared = Arc::new(Shared { counts, ends, stopped, answers: AtomicU64::new(0) });
    let ticks = match load.pace {
        Pace::Closed => None,
        Pace::Open(rate) => Some(Ticks::begin(begun, ends, rate)),
    };
    let mut working = JoinSet::new();
    for hand in hands {
        let worker = Worker::new(Arc::clone(wire), Arc::clone(&shared), ticks.clone());
        working.spawn(worker.work(hand));
    }
    let (mut tally, mut hands) = (Tally::default(), Vec::new());
    let mut told = tokio::time::interval(TOLD);
    loop {
        tokio::select! {
            ended = working.join_next() => match ended {
                None => break,
                Some(Ok((measured, hand))) => {
                    tally.add(measured);
                    hands.push(hand);
                }
                Some(Err(broken)) => {
                    if let Ok(panic) = broken.try_into_panic() {
                        std::panic::resume_unwind(panic);
                    }
                }
            },
            _ = told.tick() => tell(progress, &shared, begun),
        }
    }
    if let Some(ticks) = ticks {
        tally.add_unsent(&ticks, counts, ends);
    }
    // Whoever stopped before the end counted for less.
    tally.counted = Instant::now().min(ends).saturating_duration_since(counts);
    (tally, hands)
}

fn tell(progress: &dyn Progress, shared: &Shared, begun: Instant) {
    if shared.stopped.load(Ordering::Relaxed) {
        return;
    }
    let elapsed = begun.elapsed();
    let answers = shared.answers.load(Ordering::Relaxed);
    let rate = u128::from(answers) * 1000 / elapsed.as_millis().max(1);
    let done = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
    progress.is_at(done, &format!("{rate} a second"));
}
