//! The groups that resources are in. Those of a page of resources are read ahead: one statement for many of them, rather than
//! one for each.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::Arc;

use directory::model::{Named, ResourceId};
use rusqlite::Connection;

use super::find_any;
use super::group_names::named;
use super::lately::Recent;
use super::transaction::Transaction;
use crate::stored::limit;

/// How many memberships are read ahead.
const MOST: usize = 1_000;

/// Who is in which group, as far as it was read ahead.
#[derive(Debug, Default)]
pub(crate) struct Groups(RefCell<Ahead>);

#[derive(Debug, Default)]
struct Ahead {
    /// The numbers of members and of groups of theirs, in the order of both.
    memberships: VecDeque<(i64, i64)>,
    /// The members of whom all groups are there, and none was taken: from here …
    from: i64,
    /// … to here, excluded.
    to: i64,
}

impl Groups {
    /// The groups of a member, oldest first. One that was read lately is told by its number; if it was on a page, which ends
    /// with a number, the groups of the rest of the page are read with its own.
    pub(super) fn of(
        &self,
        transaction: &Transaction,
        member: ResourceId,
        recent: Option<Recent>,
        end_of_page: Option<i64>,
    ) -> rusqlite::Result<Arc<[Named]>> {
        let (connection, directory) = (transaction.connection()?, transaction.place.directory);
        let Some(Recent { no, user, .. }) = recent else {
            return groups_of_another(transaction, member);
        };
        let groups = match end_of_page {
            Some(last) => self.of_next(connection, directory, no, last),
            None => groups_of(connection, directory, no),
        }?;
        let groups = named(transaction, groups)?;
        if let Some(user) = user {
            transaction.memory().keep_groups(&user, &groups);
        }
        Ok(groups)
    }

    /// The numbers of the groups of a member. Members are asked for in the order of the page.
    fn of_next(
        &self,
        connection: &Connection,
        directory: i64,
        member: i64,
        last: i64,
    ) -> rusqlite::Result<Vec<i64>> {
        let mut ahead = self.0.borrow_mut();
        if let Some(groups) = ahead.take(member) {
            return Ok(groups);
        }
        *ahead = Ahead::read(connection, directory, member, last)?;
        match ahead.take(member) {
            Some(groups) => Ok(groups),
            None => groups_of(connection, directory, member),
        }
    }
}

impl Ahead {
    /// Reads the groups of the members from one number to another.
    fn read(
        connection: &Connection,
        directory: i64,
        first: i64,
        last: i64,
    ) -> rusqlite::Result<Self> {
        let memberships: VecDeque<(i64, i64)> = connection
            .prepare_cached(
                "SELECT
                    member,
                    grp
                FROM membership INDEXED BY membership_of_member
                WHERE directory = ?
                    AND member BETWEEN ? AND ?
                ORDER BY
                    member,
                    grp
                LIMIT ?",
            )?
            .query_map((directory, first, last, limit(MOST)), |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let cut = memberships.back().filter(|_| memberships.len() == MOST);
        let to = cut.map_or(last.saturating_add(1), |(member, _)| *member);
        Ok(Self { memberships, from: first, to })
    }

    /// Takes the groups of a member out, and forgets what comes before it.
    fn take(&mut self, member: i64) -> Option<Vec<i64>> {
        if !(self.from..self.to).contains(&member) {
            return None;
        }
        self.from = member.saturating_add(1);
        let before = self.memberships.partition_point(|(of, _)| *of < member);
        let until = self.memberships.partition_point(|(of, _)| *of <= member);
        Some(self.memberships.drain(..until).skip(before).map(|(_, group)| group).collect())
    }
}

/// The groups of a member that was not read lately, oldest first: mostly of a group.
fn groups_of_another(
    transaction: &Transaction,
    member: ResourceId,
) -> rusqlite::Result<Arc<[Named]>> {
    let (connection, directory) = (transaction.connection()?, transaction.place.directory);
    let (memory, end) = (transaction.memory(), transaction.end);
    let Some(id) = transaction.place.own_directory() else { return Ok(Arc::default()) };
    if let Some(known) = memory.member(id, member, end) {
        return Ok(Arc::clone(&known.groups));
    }
    let Some((no, _)) = find_any(connection, directory, member)? else {
        return Ok(Arc::default());
    };
    let groups = named(transaction, groups_of(connection, directory, no)?)?;
    memory.keep_member(id, member, &groups, end);
    Ok(groups)
}

/// The numbers of the groups of a member by its own, oldest first.
fn groups_of(connection: &Connection, directory: i64, member: i64) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached(
            "SELECT grp
            FROM membership
            WHERE directory = ?
                AND member = ?
            ORDER BY grp",
        )?
        .query_map((directory, member), |row| row.get(0))?
        .collect()
}
