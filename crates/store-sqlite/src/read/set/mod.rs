//! Candidates as sets of numbers.
//!
//! # Theory of operation
//!
//! Every set can do two things: tell its least number from some number on ([`Set::next_from`]), and tell whether a
//! number is in it ([`Set::contains`]). Each is a few fixed statements, so that no query's text depends on what is
//! asked for, however its candidates are nested.
//!
//! A union takes the least of what its parts tell next. A conjunction walks its narrowest part and asks the others
//! of each number, so it costs what the narrowest part is. Which that is, is found by counting every part up to a
//! bound that grows until one part ends below it.
//!
//! Numbers are in the order of creation. What the tables keep in that order ([`listed`]) is walked a chunk at a time;
//! what they don't ([`scattered`]: ranges of values, spans of time) is read and sorted once.

mod any;
mod every;
mod listed;
mod range;
mod scattered;

use directory::model::Kind;
use directory::store::{Candidates, IndexEntry, KeyRange};
use rusqlite::Connection;

use self::any::Any;
use self::every::Every;
use self::listed::{List, Listed};
use self::range::Bounds;
use self::scattered::{Scattered, Within};
use super::number::{find, find_any};

/// How deep candidates may be nested. A filter that the domain takes is far from it.
const DEEPEST: usize = 128;

/// Where sets are of: the resources of one kind in one directory.
#[derive(Clone, Copy)]
pub(super) struct Scope<'c> {
    pub(super) connection: &'c Connection,
    pub(super) directory: i64,
    pub(super) kind: Kind,
}

/// A set of numbers of resources of one scope.
pub(super) enum Set {
    /// None.
    Empty,
    /// One.
    One(i64),
    /// What a table keeps in order.
    Listed(Listed),
    /// What no table keeps in order.
    Scattered(Scattered),
    /// What is in every one of several sets.
    Every(Every),
    /// What is in any of several sets.
    Any(Any),
}

/// Candidates are nested deeper than the store follows.
#[derive(Debug, thiserror::Error)]
#[error("candidates are nested more than {DEEPEST} deep")]
struct TooDeep;

impl Set {
    /// The set that candidates are.
    pub(super) fn of(scope: Scope<'_>, candidates: &Candidates) -> rusqlite::Result<Self> {
        Self::at_depth(scope, candidates, 0)
    }

    fn at_depth(scope: Scope<'_>, candidates: &Candidates, depth: usize) -> rusqlite::Result<Self> {
        if depth > DEEPEST {
            return Err(rusqlite::Error::ToSqlConversionFailure(Box::new(TooDeep)));
        }
        let parts = |all: &[Candidates]| -> rusqlite::Result<Vec<Self>> {
            // Naming a part twice changes nothing but the cost.
            let repeated =
                |n: usize, one: &Candidates| all.iter().take(n).any(|before| before == one);
            let distinct = all.iter().enumerate().filter(|(n, one)| !repeated(*n, one));
            distinct.map(|(_, one)| Self::at_depth(scope, one, depth + 1)).collect()
        };
        Ok(match candidates {
            Candidates::None => Self::Empty,
            Candidates::All => Self::Listed(Listed::new(List::All)),
            Candidates::Id(id) => find(scope.connection, scope.directory, scope.kind, *id)?.into(),
            Candidates::Index { attribute, range: KeyRange::Equal(value) } => {
                let entry = IndexEntry { attribute: *attribute, value: value.clone() };
                Self::Listed(Listed::new(List::With(entry)))
            }
            Candidates::Index { attribute, range } => Bounds::of(range)
                .map_or(Self::Empty, |bounds| {
                    Self::Scattered(Scattered::new(Within::Values(*attribute, bounds)))
                }),
            Candidates::GroupsWith(_) if scope.kind == Kind::User => Self::Empty,
            Candidates::GroupsWith(member) => find_any(scope.connection, scope.directory, *member)?
                .map_or(Self::Empty, |(member, _)| {
                    Self::Listed(Listed::new(List::GroupsWith(member)))
                }),
            Candidates::MembersOf(group) => {
                find(scope.connection, scope.directory, Kind::Group, *group)?
                    .map_or(Self::Empty, |group| Self::Listed(Listed::new(List::MembersOf(group))))
            }
            Candidates::Created(span) => {
                Self::Scattered(Scattered::new(Within::Created((*span).into())))
            }
            Candidates::Modified(span) => {
                Self::Scattered(Scattered::new(Within::Modified((*span).into())))
            }
            Candidates::Every(all) => Every::of(parts(all)?),
            Candidates::Any(all) => Any::of(parts(all)?),
        })
    }

    /// The least number in the set that is not less than `least`. Of one set `least` never falls.
    pub(super) fn next_from(
        &mut self,
        scope: Scope<'_>,
        least: i64,
    ) -> rusqlite::Result<Option<i64>> {
        match self {
            Self::Empty => Ok(None),
            Self::One(no) => Ok((*no >= least).then_some(*no)),
            Self::Listed(listed) => listed.next_from(scope, least),
            Self::Scattered(scattered) => scattered.next_from(scope, least),
            Self::Every(every) => every.next_from(scope, least),
            Self::Any(any) => any.next_from(scope, least),
        }
    }

    /// Whether the number of a resource of the scope is in the set.
    fn contains(&self, scope: Scope<'_>, no: i64) -> rusqlite::Result<bool> {
        match self {
            Self::Empty => Ok(false),
            Self::One(one) => Ok(*one == no),
            Self::Listed(listed) => listed.contains(scope, no),
            Self::Scattered(scattered) => scattered.contains(scope, no),
            Self::Every(every) => every.contains(scope, no),
            Self::Any(any) => any.contains(scope, no),
        }
    }

    /// How many numbers are in the set.
    pub(super) fn count(&mut self, scope: Scope<'_>) -> rusqlite::Result<u64> {
        match self {
            Self::Empty => Ok(0),
            Self::One(_) => Ok(1),
            Self::Listed(listed) => listed.count(scope),
            Self::Scattered(scattered) => scattered.count(scope),
            Self::Every(_) | Self::Any(_) => {
                let (mut count, mut least) = (0, 0);
                while let Some(no) = self.next_from(scope, least)? {
                    count += 1;
                    least = no.saturating_add(1);
                }
                Ok(count)
            }
        }
    }

    /// At most how many numbers are in the set, or `most` if they may be as many.
    fn at_most(&self, scope: Scope<'_>, most: u64) -> rusqlite::Result<u64> {
        match self {
            Self::Empty => Ok(0),
            Self::One(_) => Ok(1.min(most)),
            Self::Listed(listed) => listed.at_most(scope, most),
            Self::Scattered(scattered) => scattered.at_most(scope, most),
            Self::Every(every) => every.at_most(scope, most),
            Self::Any(any) => any.at_most(scope, most),
        }
    }

    /// Of wide sets, which is walked at less cost: the lesser first.
    const fn cost(&self) -> u8 {
        match self {
            Self::Empty | Self::One(_) => 0,
            Self::Listed(listed) if listed.is_everything() => 4,
            Self::Listed(_) => 1,
            Self::Every(_) | Self::Any(_) => 2,
            // It is read whole before its first number is known.
            Self::Scattered(_) => 3,
        }
    }
}

impl From<Option<i64>> for Set {
    fn from(no: Option<i64>) -> Self {
        no.map_or(Self::Empty, Self::One)
    }
}
