//! Which requests are sent again, and when.

use std::time::Duration;

use jiff::fmt::rfc2822;
use reqwest::Method;
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};

use crate::Fault;

/// How often, and after how long, a request is sent again.
///
/// A request that can't have arrived may be sent again, whatever it is. If it may have arrived, only one that does no
/// more when it is done twice is: a read, or a PUT or DELETE without `If-Match`. A service that answers 429 has done
/// nothing. One that answers 503 with `Retry-After` says that it has done nothing and when to come back; without
/// it, and at 502 and 504, nobody knows. The wait doubles from try to try and is drawn by chance, so that many
/// clients don't come back at once; a `Retry-After` is obeyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    /// How often a request is sent at most, the first time counted.
    pub attempts: u32,
    /// The longest wait before the second time.
    pub first: Duration,
    /// The longest wait between two times that is chosen here.
    pub longest: Duration,
    /// The longest wait that a service may ask for. If it asks for a longer one, its refusal is the answer.
    pub patience: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            attempts: 4,
            first: Duration::from_millis(250),
            longest: Duration::from_secs(8),
            patience: Duration::from_mins(1),
        }
    }
}

impl Retry {
    /// Everything is sent once.
    pub fn never() -> Self {
        Self { attempts: 1, ..Self::default() }
    }

    /// How long to wait before a request is sent again after it got no answer; none if it may not be.
    pub(crate) fn after_fault(
        self,
        fault: Fault,
        repeatable: bool,
        attempt: u32,
    ) -> Option<Duration> {
        let may = fault.passing() && (fault.before_sending() || repeatable);
        (may && attempt < self.attempts).then(|| self.backoff(attempt))
    }

    /// How long to wait before a request is sent again after this answer; none if it is the answer.
    pub(crate) fn after_answer(
        self,
        status: u16,
        asked: Option<Duration>,
        repeatable: bool,
        attempt: u32,
    ) -> Option<Duration> {
        let may = match status {
            429 => true,
            503 => repeatable || asked.is_some(),
            502 | 504 => repeatable,
            _ => false,
        };
        if !may || attempt >= self.attempts {
            return None;
        }
        match asked {
            // A little later than asked, so that not all come at the same moment.
            Some(asked) => (asked <= self.patience).then(|| asked + drawn(self.first)),
            None => Some(self.backoff(attempt)),
        }
    }

    /// Half of a wait that doubles with each attempt, and a part of the other half by chance.
    fn backoff(self, attempt: u32) -> Duration {
        let doubled = 1_u32.checked_shl(attempt.saturating_sub(1)).unwrap_or(u32::MAX);
        let whole = self.first.saturating_mul(doubled).min(self.longest);
        whole / 2 + drawn(whole / 2)
    }
}

/// A time between none and this, by chance.
fn drawn(most: Duration) -> Duration {
    // Without chance there is still the half that is not drawn.
    let chance = getrandom::u32().unwrap_or_default();
    most.mul_f64(f64::from(chance) / f64::from(u32::MAX))
}

/// Whether a request does no more when it is done twice (RFC 9110 §9.2.2).
pub(crate) fn idempotent(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS | Method::PUT | Method::DELETE)
}

/// What a `Retry-After` asks for (RFC 9110 §10.2.3): seconds, or a time, which is read against the answer's own `Date`.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let asked = text(RETRY_AFTER)?;
    if let Ok(seconds) = asked.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let time = |text: &str| rfc2822::parse(text).ok().map(|time| time.timestamp());
    let wait = time(asked)?.duration_since(time(text(DATE)?)?);
    Some(wait.try_into().unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests;
