//! What is wrong with a draft.

use std::fmt;

/// One thing that is wrong with a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MailProblem {
    /// The part of the draft: `to`, `subject`.
    pub part: &'static str,
    /// What is wrong with it, and what to write instead.
    pub message: String,
}

impl MailProblem {
    pub(super) fn new(part: &'static str, message: impl Into<String>) -> Self {
        Self { part, message: message.into() }
    }
}

impl fmt::Display for MailProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.part, self.message)
    }
}

/// Everything that is wrong with a draft. Nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailProblems(pub Vec<MailProblem>);

impl fmt::Display for MailProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the mail can't be sent as it is")?;
        for problem in &self.0 {
            write!(f, "; {problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for MailProblems {}

/// Whether a text can stand in a header: nothing in it begins another.
pub(super) fn one_line(text: &str) -> bool {
    // U+2028 and U+2029 begin a line to some that show headers.
    !text.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
}
