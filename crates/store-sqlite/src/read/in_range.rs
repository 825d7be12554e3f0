//! Resources with a value in a range.

use std::collections::BTreeSet;

use directory::model::Kind;
use rusqlite::{Connection, Rows};

use super::range::Bounds;
use crate::stored::Stored;

/// Which part of a list is wanted.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    /// Only numbers greater than this.
    pub(super) after: i64,
    /// Pass over so many first.
    pub(super) skip: i64,
    /// At most so many.
    pub(super) limit: i64,
}

/// Numbers of the resources with a value in a range, each once, in order.
///
/// The index has them in the order of values. So the whole range is read for every page, but only the
/// numbers up to the end of the page are kept: sorting them all would take twice as long.
pub(super) fn in_range(
    connection: &Connection,
    directory: i64,
    kind: Kind,
    attribute: u16,
    bounds: &Bounds,
    wanted: Wanted,
) -> rusqlite::Result<Vec<i64>> {
    let kind = Stored(kind);
    let skip = usize::try_from(wanted.skip).unwrap_or(usize::MAX);
    let mut lowest =
        Lowest::new(usize::try_from(wanted.limit).unwrap_or(usize::MAX).saturating_add(skip));
    if let Some(to) = &bounds.to {
        let mut statement = connection.prepare_cached(
            "SELECT resource
            FROM index_entry
            WHERE directory = ?
                AND kind = ?
                AND attribute = ?
                AND value >= ?
                AND value < ?
                AND resource > ?",
        )?;
        let rows = statement.query((directory, kind, attribute, &bounds.from, to, wanted.after))?;
        lowest.add_all(rows)?;
    } else {
        let mut statement = connection.prepare_cached(
            "SELECT resource
            FROM index_entry
            WHERE directory = ?
                AND kind = ?
                AND attribute = ?
                AND value >= ?
                AND resource > ?",
        )?;
        let rows = statement.query((directory, kind, attribute, &bounds.from, wanted.after))?;
        lowest.add_all(rows)?;
    }
    Ok(lowest.numbers.into_iter().skip(skip).collect())
}

/// The lowest so many of the numbers that are added, each once.
struct Lowest {
    most: usize,
    numbers: BTreeSet<i64>,
}

impl Lowest {
    const fn new(most: usize) -> Self {
        Self { most, numbers: BTreeSet::new() }
    }

    fn add_all(&mut self, mut rows: Rows<'_>) -> rusqlite::Result<()> {
        while let Some(row) = rows.next()? {
            self.add(row.get(0)?);
        }
        Ok(())
    }

    fn add(&mut self, no: i64) {
        if self.numbers.len() < self.most {
            self.numbers.insert(no);
        } else if self.numbers.last().is_some_and(|last| no < *last) && self.numbers.insert(no) {
            self.numbers.pop_last();
        }
    }
}

#[cfg(test)]
mod tests;
