//! Why a server can't be checked at all.

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// None of the discovery endpoints gave any answer (RFC 7644 §4).
    #[error("no discovery endpoint answers: {why}")]
    Unanswered {
        /// What went wrong, with all causes.
        why: String,
    },
    /// The server does not know the key: every check would fail for that alone.
    #[error("{path} was refused with 401: {detail}")]
    Unauthorized {
        /// What was asked for.
        path: &'static str,
        /// What the server says.
        detail: String,
    },
    /// The system gives no random numbers to make names of.
    #[error("no names could be chosen that nobody has")]
    Names(#[source] std::io::Error),
}
