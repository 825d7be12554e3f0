//! Times by number, and a clock that stands still until it is told to go.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use directory::Clock;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::id;

/// 2026-01-02T03:04:00.000006Z. Not a whole second, so that a store that drops the fraction is found out.
const START: Timestamp = Timestamp::constant(1_767_323_040, 6_000);

/// The number of the first id a clock gives: tests give the numbers below it to what they name themselves.
const FIRST_ID: u64 = 1_000_000;

/// The time `seconds` after the start of every test.
pub fn at(seconds: i64) -> Timestamp {
    START.saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(START)
}

/// A clock whose hands a test moves, and whose ids are counted.
#[derive(Debug)]
pub struct ManualClock {
    now: Mutex<Timestamp>,
    next_id: AtomicU64,
}

impl ManualClock {
    /// A clock that shows [`at`]`(0)`.
    pub const fn new() -> Self {
        Self { now: Mutex::new(START), next_id: AtomicU64::new(FIRST_ID) }
    }

    /// Sets the time, forward or back.
    pub fn set(&self, now: Timestamp) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }

    /// Moves the time on, and tells the new one. It stops at the end of time.
    pub fn advance(&self, by: SignedDuration) -> Timestamp {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        *now = now.saturating_add(by).unwrap_or(*now);
        *now
    }
}

impl Default for ManualClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn new_id(&self) -> Uuid {
        id(self.next_id.fetch_add(1, Ordering::Relaxed))
    }
}
