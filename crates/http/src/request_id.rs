//! The id of a request: the client's own `X-Request-Id` if it is sane, else one made here.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// The header it travels in, both ways.
pub(crate) const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Longer ids are not taken over: they end up in every log line.
const MAX_LENGTH: usize = 64;

/// Makes trace numbers that don't repeat within a process and, being seeded by chance, hardly between two.
#[derive(Debug)]
pub(crate) struct Traces {
    next: AtomicU64,
}

impl Traces {
    /// Starts at a random number.
    pub(crate) fn new() -> Self {
        Self { next: AtomicU64::new(RandomState::new().hash_one("rollcall")) }
    }

    /// The next number.
    pub(crate) fn next(&self) -> u64 {
        scatter(self.next.fetch_add(1, Ordering::Relaxed))
    }
}

/// The finalizer of `SplitMix64`: one to one, and neighbours come out far apart, so that an id tells
/// nobody how many requests the service has seen.
const fn scatter(number: u64) -> u64 {
    let mixed = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The id the client sent: 1 to 64 visible ASCII characters, and only if it sent one.
pub(crate) fn sent(headers: &HeaderMap) -> Option<&HeaderValue> {
    let mut sent = headers.get_all(HEADER).iter();
    match (sent.next(), sent.next()) {
        (Some(id), None) => Some(id).filter(|id| {
            (1..=MAX_LENGTH).contains(&id.len()) && id.as_bytes().iter().all(u8::is_ascii_graphic)
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
