//! Why no answer came.

use std::fmt;

/// Why a request got no answer.
#[derive(Debug, thiserror::Error)]
#[error("{fault}")]
pub struct TransportError {
    fault: Fault,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl TransportError {
    /// A failure, and what it came from.
    pub fn new(fault: Fault, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { fault, source: Some(source.into()) }
    }

    /// Where on the way it happened.
    pub const fn fault(&self) -> Fault {
        self.fault
    }
}

impl From<Fault> for TransportError {
    fn from(fault: Fault) -> Self {
        Self { fault, source: None }
    }
}

/// Where on the way to an answer a request failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The address may not be asked: whoever runs this forbids it.
    Forbidden,
    /// The name of the host has no address.
    Name,
    /// Nothing took the connection.
    Connect,
    /// No safe connection could be agreed on: the certificate is not trusted, or the service speaks no TLS.
    Tls,
    /// The request may have arrived, and no answer came in time.
    TimedOut,
    /// The request may have arrived, and the connection ended before the answer did.
    Lost,
    /// The answer is larger than this client reads.
    TooLarge,
}

impl Fault {
    /// Whether the request can't have arrived.
    pub const fn before_sending(self) -> bool {
        matches!(self, Self::Forbidden | Self::Name | Self::Connect | Self::Tls)
    }

    /// Whether it may go better in a moment.
    pub const fn passing(self) -> bool {
        matches!(self, Self::Name | Self::Connect | Self::TimedOut | Self::Lost)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Forbidden => "the address may not be asked",
            Self::Name => "the name of the host could not be resolved",
            Self::Connect => "no connection could be made",
            Self::Tls => "no safe connection could be made (TLS)",
            Self::TimedOut => "no answer came in time",
            Self::Lost => "the connection ended before the answer did",
            Self::TooLarge => "the answer is larger than this client reads",
        })
    }
}
