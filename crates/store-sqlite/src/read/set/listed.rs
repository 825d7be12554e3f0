//! Sets that a table keeps in the order of numbers.

use directory::store::IndexEntry;
use rusqlite::Params;

use super::Scope;
use crate::read::keys_of::has_entry;
use crate::read::members::is_member;
use crate::stored::{Stored, get};

/// How many numbers are read at first, and at most, at once.
const FIRST_CHUNK: i64 = 128;
const LARGEST_CHUNK: i64 = 4096;

/// What is listed.
pub(super) enum List {
    /// Every resource.
    All,
    /// The resources with an index entry.
    With(IndexEntry),
    /// The groups that a resource is a member of.
    GroupsWith(i64),
    /// The members of a group.
    MembersOf(i64),
}

/// A list, and as much of it as was read ahead.
pub(in crate::read) struct Listed {
    list: List,
    /// Consecutive numbers of the list, of which those before `at` are done with.
    ahead: Vec<i64>,
    at: usize,
    chunk: i64,
    /// Whether the list ends with what was read.
    ended: bool,
}

impl Listed {
    pub(super) const fn new(list: List) -> Self {
        Self { list, ahead: Vec::new(), at: 0, chunk: FIRST_CHUNK, ended: false }
    }

    pub(super) const fn is_everything(&self) -> bool {
        matches!(self.list, List::All)
    }

    pub(super) fn next_from(
        &mut self,
        scope: Scope<'_>,
        least: i64,
    ) -> rusqlite::Result<Option<i64>> {
        let ahead = self.ahead.get(self.at..).unwrap_or_default();
        self.at += ahead.iter().take_while(|no| **no < least).count();
        if self.at == self.ahead.len() && !self.ended {
            self.ahead = self.list.read(scope, least, self.chunk)?;
            self.at = 0;
            self.ended = i64::try_from(self.ahead.len()).is_ok_and(|read| read < self.chunk);
            self.chunk = LARGEST_CHUNK.min(self.chunk * 2);
        }
        Ok(self.ahead.get(self.at).copied())
    }

    pub(super) fn contains(&self, scope: Scope<'_>, no: i64) -> rusqlite::Result<bool> {
        let Scope { connection, directory, kind } = scope;
        match &self.list {
            List::All => Ok(true),
            List::With(entry) => has_entry(connection, directory, kind, entry, no),
            List::GroupsWith(member) => is_member(connection, directory, no, *member),
            List::MembersOf(group) => is_member(connection, directory, *group, no),
        }
    }

    pub(super) fn count(&self, scope: Scope<'_>) -> rusqlite::Result<u64> {
        if matches!(self.list, List::All) {
            return scope
                .connection
                .prepare_cached(
                    "SELECT coalesce(sum(resources), 0)
                    FROM tally
                    WHERE directory = ?
                        AND kind = ?",
                )?
                .query_row((scope.directory, Stored(scope.kind)), |row| get(row, 0));
        }
        self.list.count(scope, i64::MAX)
    }

    pub(super) fn at_most(&self, scope: Scope<'_>, most: u64) -> rusqlite::Result<u64> {
        self.list.count(scope, i64::try_from(most).unwrap_or(i64::MAX))
    }
}

impl List {
    /// Reads so many numbers from one on.
    fn read(&self, scope: Scope<'_>, least: i64, most: i64) -> rusqlite::Result<Vec<i64>> {
        let Scope { directory, kind, .. } = scope;
        match self {
            Self::All => scope.numbers(
                "SELECT no
                FROM resource
                WHERE directory = ?
                    AND kind = ?
                    AND no >= ?
                ORDER BY no
                LIMIT ?",
                (directory, Stored(kind), least, most),
            ),
            Self::With(entry) => scope.numbers(
                "SELECT resource
                FROM index_entry
                WHERE directory = ?
                    AND kind = ?
                    AND attribute = ?
                    AND value = ?
                    AND resource >= ?
                ORDER BY resource
                LIMIT ?",
                (directory, Stored(kind), entry.attribute, &entry.value, least, most),
            ),
            Self::GroupsWith(member) => scope.numbers(
                "SELECT grp
                FROM membership
                WHERE directory = ?
                    AND member = ?
                    AND grp >= ?
                ORDER BY grp
                LIMIT ?",
                (directory, member, least, most),
            ),
            Self::MembersOf(group) => scope.numbers(
                "SELECT member
                FROM membership
                WHERE directory = ?
                    AND grp = ?
                    AND member >= ?
                    AND kind = ?
                ORDER BY member
                LIMIT ?",
                (directory, group, least, Stored(kind), most),
            ),
        }
    }

    /// Counts the list, up to a number.
    fn count(&self, scope: Scope<'_>, most: i64) -> rusqlite::Result<u64> {
        let Scope { directory, kind, .. } = scope;
        match self {
            Self::All => scope.one(
                "SELECT count(*)
                FROM (SELECT 1 FROM resource WHERE directory = ? AND kind = ? LIMIT ?)",
                (directory, Stored(kind), most),
            ),
            Self::With(entry) => scope.one(
                "SELECT count(*)
                FROM (
                    SELECT 1
                    FROM index_entry
                    WHERE directory = ?
                        AND kind = ?
                        AND attribute = ?
                        AND value = ?
                    LIMIT ?
                )",
                (directory, Stored(kind), entry.attribute, &entry.value, most),
            ),
            Self::GroupsWith(member) => scope.one(
                "SELECT count(*)
                FROM (SELECT 1 FROM membership WHERE directory = ? AND member = ? LIMIT ?)",
                (directory, member, most),
            ),
            Self::MembersOf(group) => scope.one(
                "SELECT count(*)
                FROM (
                    SELECT 1
                    FROM membership
                    WHERE directory = ?
                        AND grp = ?
                        AND kind = ?
                    LIMIT ?
                )",
                (directory, group, Stored(kind), most),
            ),
        }
    }
}

impl Scope<'_> {
    /// The numbers that a statement answers.
    pub(in crate::read) fn numbers(
        self,
        sql: &str,
        params: impl Params,
    ) -> rusqlite::Result<Vec<i64>> {
        self.connection.prepare_cached(sql)?.query_map(params, |row| row.get(0))?.collect()
    }

    /// The one count that a statement answers.
    pub(super) fn one(self, sql: &str, params: impl Params) -> rusqlite::Result<u64> {
        self.connection.prepare_cached(sql)?.query_row(params, |row| get(row, 0))
    }
}
