//! What trying a connection finds.

use std::error::Error as _;
use std::fmt;

use crate::Error;

/// What is found of one part of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The part.
    pub subject: Subject,
    /// How it is.
    pub verdict: Verdict,
    /// What was found, as a sentence.
    pub says: String,
    /// What it was concluded from: the service's words, or the system's.
    pub because: Option<String>,
    /// What to do about it.
    pub hint: Option<String>,
}

/// A part of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The base URL.
    Address,
    /// The directory and its key.
    Directory,
    /// The organization and its key.
    Organization,
}

/// How a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As it should be.
    Good,
    /// It works, and may do harm.
    Doubtful,
    /// It does not work.
    Bad,
}

impl Finding {
    pub(super) fn new(subject: Subject, verdict: Verdict, says: impl Into<String>) -> Self {
        Self { subject, verdict, says: says.into(), because: None, hint: None }
    }

    pub(super) fn bad(subject: Subject, says: impl Into<String>) -> Self {
        Self::new(subject, Verdict::Bad, says)
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Concluded from an error. What it is about is told; only its causes are left.
    pub(super) fn because(mut self, error: &Error) -> Self {
        let mut causes = Vec::new();
        let mut cause = error.source();
        if let Error::NoAnswer { source, .. } = error {
            // Where it failed is what the finding says.
            cause = source.source().or(cause);
        }
        while let Some(error) = cause {
            causes.push(error.to_string());
            cause = error.source();
        }
        self.because = (!causes.is_empty()).then(|| causes.join(": "));
        self
    }

    /// With the hint of the error, where nothing better is known.
    pub(super) fn hint_of(mut self, error: &Error) -> Self {
        self.hint = error.hint();
        self
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Address => "address",
            Self::Directory => "directory",
            Self::Organization => "organization",
        })
    }
}
