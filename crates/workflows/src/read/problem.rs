//! What is wrong with a file, and where.

use std::ops::Range;

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// From 1.
    pub(super) line: u64,
    /// From 1, in letters.
    pub(super) column: u64,
    /// What stands there, in the bytes of the file.
    pub(super) bytes: Range<usize>,
}

impl Default for Spot {
    fn default() -> Self {
        Self { line: 1, column: 1, bytes: 0..0 }
    }
}

impl Spot {
    /// Where a word stands within, or all of it.
    pub(super) fn of(&self, word: &str, text: &str) -> Self {
        let within = text.get(self.bytes.clone()).unwrap_or_default();
        let Some(found) = within.find(word) else { return self.clone() };
        let start = self.bytes.start + found;
        let before = text.get(..start).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        Self {
            line: before.matches('\n').count() as u64 + 1,
            column: line.chars().count() as u64 + 1,
            bytes: start..start + word.len(),
        }
    }
}

/// One thing that is wrong with the file of a workflow.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {message}")]
#[non_exhaustive]
pub struct Problem {
    /// The line, from 1.
    pub line: u64,
    /// The column, in letters from 1.
    pub column: u64,
    /// How many letters of the line it is about, 1 at least.
    pub width: u64,
    /// What is wrong, and what to do.
    pub message: String,
    /// The line as it is written.
    pub excerpt: String,
}

impl Problem {
    pub(super) fn new(at: &Spot, message: impl Into<String>, text: &str) -> Self {
        let line = usize::try_from(at.line).unwrap_or(usize::MAX).saturating_sub(1);
        let excerpt = text.lines().nth(line).unwrap_or_default().to_owned();
        let about = text.get(at.bytes.clone()).unwrap_or_default();
        let about = about.lines().next().unwrap_or_default().trim_end();
        let width = about.chars().count().max(1) as u64;
        Self { line: at.line, column: at.column, width, message: message.into(), excerpt }
    }
}

/// Why a text is not a workflow that can be run: all that is wrong with it, in the order of the lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError(Vec<Problem>);

impl ReadError {
    /// One problem at least.
    pub(super) fn new(mut problems: Vec<Problem>) -> Self {
        problems.sort_by_key(|problem| (problem.line, problem.column));
        problems.dedup();
        Self(problems)
    }

    /// Each thing that is wrong.
    pub fn problems(&self) -> &[Problem] {
        &self.0
    }
}

impl std::fmt::Display for ReadError {
    /// On one line; those that show more list them.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ReadError {}
