//! Why an address may not be asked.

use super::Unreachable;

/// Why an address may not be asked. Nothing was sent.
///
/// It does not say what a name resolves to: that would map a network to whoever asks from outside.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Forbidden {
    /// The host is, or resolves to, an address that is not of the public internet.
    #[error("{host} is in a place that may not be asked: {what}")]
    NotPublic {
        /// The host, as the URL has it.
        host: String,
        /// What it is.
        what: Unreachable,
    },
    /// The URL is not `https`.
    #[error("{host} may be asked over https alone, and the URL begins with {scheme}://")]
    NotSafe {
        /// The host.
        host: String,
        /// What it begins with.
        scheme: String,
    },
    /// The URL has a user or a password in it.
    #[error("the URL has a user or a password in it: send them in the header Authorization")]
    Credentials,
    /// The URL names no host.
    #[error("the URL names no host")]
    NoHost,
}
