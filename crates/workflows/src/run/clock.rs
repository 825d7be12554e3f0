//! Time and ids come in as values, so that tests can hold them.

use std::fmt::Debug;

use jiff::Timestamp;
use uuid::Uuid;

/// Where the time and new ids come from.
pub trait Clock: Debug + Send + Sync + 'static {
    /// The time, in whole microseconds.
    fn now(&self) -> Timestamp;

    /// A new UUIDv7, later than every one before.
    fn new_id(&self) -> Uuid;
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place of this crate that reads the clock"
    )]
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }

    #[expect(clippy::disallowed_methods, reason = "the one place of this crate that makes ids")]
    fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }
}
