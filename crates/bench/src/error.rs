//! Why nothing can be measured.

use crate::MachineError;

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The base URL has a host that no connection can be made to, or a port.
    #[error("`{url}` names no host that can be connected to")]
    Url {
        /// The URL.
        url: String,
    },
    /// The key can't be sent in a header.
    #[error("the key can't be sent: it holds characters that no header may")]
    Key,
    /// The certificates that are trusted can't be read.
    #[error("the certificates to trust can't be read")]
    Trust(#[source] tokio_rustls::rustls::Error),
    /// The system gives no random numbers to make names of.
    #[error("no names could be chosen that nobody has")]
    Names(#[source] std::io::Error),
    /// A request of the preparation failed.
    #[error("{doing} failed")]
    Preparing {
        /// What was being done.
        doing: &'static str,
        /// Why it failed.
        source: Box<client::Error>,
    },
    /// An answer in the preparation has not what it must have.
    #[error("{doing} failed: {problem}")]
    Odd {
        /// What was being done.
        doing: &'static str,
        /// What is wrong with the answer.
        problem: String,
    },
    /// What the machine can do can't be measured.
    #[error("what the machine can do at most can't be measured")]
    Limits(#[source] MachineError),
}

impl Error {
    /// That a request of the preparation failed.
    pub(crate) fn preparing(doing: &'static str) -> impl Fn(client::Error) -> Self {
        move |source| Self::Preparing { doing, source: Box::new(source) }
    }
}
