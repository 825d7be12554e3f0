//! Why a check ends before its end.

use std::sync::Arc;

use client::Exchange;

/// Why a check does not hold, or could not be made.
#[derive(Clone, Debug)]
pub(crate) enum Stop {
    /// The server does otherwise.
    Failed {
        /// What was expected, and what was found.
        why: String,
        /// What the server was asked, and said; none if it said nothing.
        exchange: Option<Arc<Exchange>>,
    },
    /// There is nothing to check, or no way to.
    Skipped(String),
}

impl Stop {
    /// Says why there is nothing to check.
    pub(crate) fn skip(why: impl Into<String>) -> Self {
        Self::Skipped(why.into())
    }
}
