//! The groups that resources are in. Those of a page of resources are read ahead: one statement for many of them, rather than
//! one for each.

use std::cell::RefCell;
use std::collections::VecDeque;

use directory::model::{Kind, Named};
use rusqlite::{Connection, Row};

use crate::stored::{get, limit};

/// How many memberships are read ahead.
const MOST: usize = 1_000;

/// Who is in which group, as far as it was read ahead.
#[derive(Debug, Default)]
pub(crate) struct Groups(RefCell<Ahead>);

#[derive(Debug, Default)]
struct Ahead {
    /// Members and groups of theirs, in the order of both.
    memberships: VecDeque<(i64, Named)>,
    /// The members of whom all groups are there, and none was taken: from here …
    from: i64,
    /// … to here, excluded.
    to: i64,
}

impl Groups {
    /// The groups of a member of a page by its number, oldest first; those of the rest of the page up to its last number are
    /// read with them. Members are asked for in the order of the page.
    pub(crate) fn of_next(
        &self,
        connection: &Connection,
        directory: i64,
        member: i64,
        last: i64,
    ) -> rusqlite::Result<Vec<Named>> {
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
        let memberships: VecDeque<(i64, Named)> = connection
            .prepare_cached(
                "SELECT
                    resource.id,
                    resource.name,
                    membership.member
                FROM membership INDEXED BY membership_of_member
                CROSS JOIN resource ON resource.no = membership.grp
                WHERE membership.directory = ?
                    AND membership.member BETWEEN ? AND ?
                ORDER BY
                    membership.member,
                    membership.grp
                LIMIT ?",
            )?
            .query_map((directory, first, last, limit(MOST)), |row| Ok((row.get(2)?, group(row)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let cut = memberships.back().filter(|_| memberships.len() == MOST);
        let to = cut.map_or(last.saturating_add(1), |(member, _)| *member);
        Ok(Self { memberships, from: first, to })
    }

    /// Takes the groups of a member out, and forgets what comes before it.
    fn take(&mut self, member: i64) -> Option<Vec<Named>> {
        if !(self.from..self.to).contains(&member) {
            return None;
        }
        self.from = member.saturating_add(1);
        let before = self.memberships.partition_point(|(of, _)| *of < member);
        let until = self.memberships.partition_point(|(of, _)| *of <= member);
        Some(self.memberships.drain(..until).skip(before).map(|(_, group)| group).collect())
    }
}

/// The groups of a member by its number, oldest first.
pub(crate) fn groups_of(
    connection: &Connection,
    directory: i64,
    member: i64,
) -> rusqlite::Result<Vec<Named>> {
    connection
        .prepare_cached(
            "SELECT
                resource.id,
                resource.name
            FROM membership
            CROSS JOIN resource ON resource.no = membership.grp
            WHERE membership.directory = ?
                AND membership.member = ?
            ORDER BY membership.grp",
        )?
        .query_map((directory, member), group)?
        .collect()
}

fn group(row: &Row<'_>) -> rusqlite::Result<Named> {
    Ok(Named { kind: Kind::Group, id: get(row, 0)?, name: row.get(1)? })
}
