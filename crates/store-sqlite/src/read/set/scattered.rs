//! Sets that no table keeps in the order of numbers: they are read whole, and sorted.

use directory::store::Span;
use jiff::Timestamp;

use super::Scope;
use super::range::Bounds;
use crate::read::keys_of::lists;
use crate::stored::Stored;

/// Microseconds since 1970, from (included) and to (excluded).
pub(super) struct Moments {
    from: i64,
    to: i64,
}

impl From<Span> for Moments {
    /// No time is as early or as late as the ends of the numbers.
    fn from(span: Span) -> Self {
        Self {
            from: span.from.map_or(i64::MIN, microsecond_from),
            to: span.to.map_or(i64::MAX, microsecond_from),
        }
    }
}

/// The first microsecond that is not before a time. Resources have whole microseconds, an end may be finer.
fn microsecond_from(time: Timestamp) -> i64 {
    let before = time.as_nanosecond().saturating_sub(1).div_euclid(1000);
    i64::try_from(before).unwrap_or(i64::MAX).saturating_add(1)
}

/// Within what the resources are.
pub(super) enum Within {
    /// A value of the attribute is within bounds.
    Values(u16, Bounds),
    /// Created in a span.
    Created(Moments),
    /// Last changed in a span.
    Modified(Moments),
}

/// Resources within something, and their numbers once they were read.
pub(in crate::read) struct Scattered {
    within: Within,
    /// All the numbers, in order.
    sorted: Option<Vec<i64>>,
    /// Those before this place are done with.
    at: usize,
}

impl Scattered {
    pub(super) const fn new(within: Within) -> Self {
        Self { within, sorted: None, at: 0 }
    }

    pub(super) fn next_from(
        &mut self,
        scope: Scope<'_>,
        least: i64,
    ) -> rusqlite::Result<Option<i64>> {
        if self.sorted.is_none() {
            let sorted = self.sorted.insert(self.within.read(scope)?);
            self.at = sorted.partition_point(|no| *no < least);
        }
        let ahead = self.sorted.as_deref().and_then(|sorted| sorted.get(self.at..));
        let ahead = ahead.unwrap_or_default();
        let passed = ahead.iter().take_while(|no| **no < least).count();
        self.at += passed;
        Ok(ahead.get(passed).copied())
    }

    pub(super) fn contains(&self, scope: Scope<'_>, no: i64) -> rusqlite::Result<bool> {
        self.within.contains(scope, no)
    }

    pub(super) fn count(&self, scope: Scope<'_>) -> rusqlite::Result<u64> {
        match &self.within {
            // A resource of several values in the bounds is one.
            Within::Values(..) => Ok(self.within.read(scope)?.len() as u64),
            Within::Created(_) | Within::Modified(_) => self.within.count(scope, i64::MAX),
        }
    }

    pub(super) fn at_most(&self, scope: Scope<'_>, most: u64) -> rusqlite::Result<u64> {
        self.within.count(scope, i64::try_from(most).unwrap_or(i64::MAX))
    }
}

impl Within {
    /// Reads the numbers and sorts them.
    fn read(&self, scope: Scope<'_>) -> rusqlite::Result<Vec<i64>> {
        let Scope { directory, kind, .. } = scope;
        let mut numbers = match self {
            Self::Values(attribute, Bounds { from, to: Some(to) }) => scope.numbers(
                "SELECT resource
                FROM index_entry
                WHERE directory = ?
                    AND kind = ?
                    AND attribute = ?
                    AND value >= ?
                    AND value < ?",
                (directory, Stored(kind), attribute, from, to),
            ),
            Self::Values(attribute, Bounds { from, to: None }) => scope.numbers(
                "SELECT resource
                FROM index_entry
                WHERE directory = ?
                    AND kind = ?
                    AND attribute = ?
                    AND value >= ?",
                (directory, Stored(kind), attribute, from),
            ),
            Self::Created(Moments { from, to }) => scope.numbers(
                "SELECT no
                FROM resource
                WHERE directory = ?
                    AND kind = ?
                    AND created >= ?
                    AND created < ?",
                (directory, Stored(kind), from, to),
            ),
            Self::Modified(Moments { from, to }) => scope.numbers(
                "SELECT no
                FROM resource
                WHERE directory = ?
                    AND kind = ?
                    AND modified >= ?
                    AND modified < ?",
                (directory, Stored(kind), from, to),
            ),
        }?;
        numbers.sort_unstable();
        numbers.dedup();
        Ok(numbers)
    }

    /// Counts rows, up to a number. A resource of several values is counted for each.
    fn count(&self, scope: Scope<'_>, most: i64) -> rusqlite::Result<u64> {
        let Scope { directory, kind, .. } = scope;
        match self {
            Self::Values(attribute, Bounds { from, to: Some(to) }) => scope.one(
                "SELECT count(*)
                FROM (
                    SELECT 1
                    FROM index_entry
                    WHERE directory = ?
                        AND kind = ?
                        AND attribute = ?
                        AND value >= ?
                        AND value < ?
                    LIMIT ?
                )",
                (directory, Stored(kind), attribute, from, to, most),
            ),
            Self::Values(attribute, Bounds { from, to: None }) => scope.one(
                "SELECT count(*)
                FROM (
                    SELECT 1
                    FROM index_entry
                    WHERE directory = ?
                        AND kind = ?
                        AND attribute = ?
                        AND value >= ?
                    LIMIT ?
                )",
                (directory, Stored(kind), attribute, from, most),
            ),
            Self::Created(Moments { from, to }) => scope.one(
                "SELECT count(*)
                FROM (
                    SELECT 1
                    FROM resource
                    WHERE directory = ?
                        AND kind = ?
                        AND created >= ?
                        AND created < ?
                    LIMIT ?
                )",
                (directory, Stored(kind), from, to, most),
            ),
            Self::Modified(Moments { from, to }) => scope.one(
                "SELECT count(*)
                FROM (
                    SELECT 1
                    FROM resource
                    WHERE directory = ?
                        AND kind = ?
                        AND modified >= ?
                        AND modified < ?
                    LIMIT ?
                )",
                (directory, Stored(kind), from, to, most),
            ),
        }
    }

    /// Looks at the one resource.
    fn contains(&self, scope: Scope<'_>, no: i64) -> rusqlite::Result<bool> {
        match self {
            Self::Values(attribute, bounds) => lists(scope.connection, no, |entry| {
                entry.attribute == *attribute && bounds.contain(&entry.value)
            }),
            Self::Created(Moments { from, to }) => scope
                .connection
                .prepare_cached(
                    "SELECT 1 FROM resource WHERE no = ? AND created >= ? AND created < ?",
                )?
                .exists((no, from, to)),
            Self::Modified(Moments { from, to }) => scope
                .connection
                .prepare_cached(
                    "SELECT 1 FROM resource WHERE no = ? AND modified >= ? AND modified < ?",
                )?
                .exists((no, from, to)),
        }
    }
}
