//! What the operator can set.

use std::time::Duration;

/// The bounds of the HTTP face. The bounds on what is inside a request are in `scim::Limits`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The largest request body, in bytes.
    pub body_limit: usize,
    /// How long a request body may take to arrive; never more than half of [`Self::request_timeout`], so that a slow
    /// client is told that it was slow.
    pub body_timeout: Duration,
    /// How long a request may take in all, its body included.
    pub request_timeout: Duration,
    /// How long a connection may take to send a request line and headers, and so how long it may rest between two
    /// requests. Longer than load balancers keep idle connections (60 s is common), so that they close first.
    pub head_timeout: Duration,
    /// The largest request line and headers together, in bytes.
    pub head_limit: usize,
    /// How long a client may take to take any more of its answer.
    pub stall_timeout: Duration,
    /// How many connections are served at once; more wait to be accepted.
    pub connections: usize,
    /// How long `/readyz` says 503 before the listener closes, for a load balancer to notice.
    pub drain_delay: Duration,
    /// How long requests that are being answered may take to finish at shutdown.
    pub drain_timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            body_limit: 1024 * 1024,
            body_timeout: Duration::from_secs(15),
            request_timeout: Duration::from_secs(30),
            head_timeout: Duration::from_secs(75),
            head_limit: 128 * 1024,
            stall_timeout: Duration::from_secs(30),
            connections: 8_192,
            drain_delay: Duration::ZERO,
            drain_timeout: Duration::from_secs(30),
        }
    }
}
