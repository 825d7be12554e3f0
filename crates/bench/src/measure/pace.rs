//! The clock of an open loop.
//!
//! A thread of its own tells when requests are due: the timers of the runtime wake up to a millisecond late, and that
//! would be charged to the server. It never waits for anybody, so that what is due stays due.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::Semaphore;

/// How long the thread sleeps at most, so that it ends soon when it is no longer wanted.
const NAP: Duration = Duration::from_millis(50);

/// Requests that are due, one after another. Its clones share them.
#[derive(Clone, Debug)]
pub(super) struct Ticks {
    begun: Instant,
    rate: f64,
    /// One permit for each request that is due and not taken.
    due: Arc<Semaphore>,
    taken: Arc<AtomicU64>,
    ended: Arc<AtomicBool>,
}

impl Ticks {
    /// Begins; from `ends` on nothing more is due.
    pub(super) fn begin(begun: Instant, ends: Instant, rate: f64) -> Self {
        let ticks = Self {
            begun,
            rate,
            due: Arc::new(Semaphore::new(0)),
            taken: Arc::new(AtomicU64::new(0)),
            ended: Arc::new(AtomicBool::new(false)),
        };
        let clock = ticks.clone();
        thread::spawn(move || clock.run(ends));
        ticks
    }

    fn run(&self, ends: Instant) {
        let mut told: u64 = 0;
        while !self.ended.load(Ordering::Relaxed) {
            let now = Instant::now();
            if now >= ends {
                break;
            }
            let mut many = 0;
            while self.time_of(told) <= now {
                told += 1;
                many += 1;
            }
            self.due.add_permits(many);
            thread::sleep(self.time_of(told).saturating_duration_since(now).min(NAP));
        }
        self.due.close();
    }

    /// When the request of a number is due, counted from 0.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a number has 53 bits for the requests of one run"
    )]
    fn time_of(&self, number: u64) -> Instant {
        self.begun + Duration::from_secs_f64(number as f64 / self.rate)
    }

    /// Waits for a request to be due: when it is. None if nothing more will be.
    pub(super) async fn next(&self) -> Option<Instant> {
        self.due.acquire().await.ok()?.forget();
        Some(self.time_of(self.taken.fetch_add(1, Ordering::Relaxed)))
    }

    /// Ends the clock.
    pub(super) fn end(&self) {
        self.ended.store(true, Ordering::Relaxed);
        self.due.close();
    }

    /// When those were due that nobody had time for until `ends`.
    pub(super) fn left(&self, ends: Instant) -> impl Iterator<Item = Instant> {
        let from = self.taken.load(Ordering::Relaxed);
        (from..).map(|number| self.time_of(number)).take_while(move |due| *due < ends)
    }
}
