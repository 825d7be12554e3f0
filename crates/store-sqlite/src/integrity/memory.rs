//! Whether what is in memory is what the tables hold.

use directory::model::{DirectoryId, Kind, Named};
use directory::store::Finding;
use rusqlite::{Connection, OptionalExtension};

use super::MOST;
use crate::memory::{KnownMember, Memory};
use crate::read::{Numbered, account, log_end, organization};
use crate::stored::{Stored, get};

/// Compares what would be told now of users, accounts and groups with the rows (`memory-wrong`). One that has no row is not told
/// wrong: other findings name what is missing.
pub(super) fn check(connection: &Connection, memory: &Memory) -> rusqlite::Result<Vec<Finding>> {
    let at = log_end(connection)?;
    let mut findings = Vec::new();
    let mut table = Numbered::of(connection);
    for user in memory.users(at) {
        let Some((_, record)) = table.record(user.no()).optional()? else { continue };
        let same_groups = match user.groups() {
            Some(groups) => **groups == *groups_of(connection, user.no())?,
            None => true,
        };
        if record != *user.record() || !same_groups {
            findings.push(format!("user {} is remembered otherwise", user.record().id));
        }
    }
    for (of, known) in memory.accounts(at) {
        let Some(no) = organization(connection, of)? else { continue };
        let row = account(connection, no, known.account.id)?;
        if row.is_some_and(|row| row != known.account) {
            findings.push(format!("account {} is remembered otherwise", known.account.id));
        }
    }
    for (of, known) in memory.members(at) {
        let Some(no) = member(connection, of, &known)? else { continue };
        if *known.groups != *groups_of(connection, no)? {
            findings.push(format!("groups of {} are remembered otherwise", known.id()));
        }
    }
    for (no, known) in memory.groups(at) {
        let Some((_, record)) = table.record(no).optional()? else { continue };
        if (record.id, &record.name) != (known.named.id, &known.named.name) {
            findings.push(format!("the name of group {} is remembered otherwise", known.named.id));
        }
    }
    let findings = findings.into_iter().take(MOST);
    Ok(findings.map(|text| Finding { code: "memory-wrong", text }).collect())
}

/// The number of a member.
fn member(
    connection: &Connection,
    of: DirectoryId,
    known: &KnownMember,
) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached(
            "SELECT resource.no
            FROM resource
            JOIN directory ON directory.no = resource.directory
            WHERE directory.id = ?
                AND resource.id = ?",
        )?
        .query_row((Stored(of), Stored(known.id())), |row| row.get(0))
        .optional()
}

fn groups_of(connection: &Connection, member: i64) -> rusqlite::Result<Vec<Named>> {
    connection
        .prepare_cached(
            "SELECT
                resource.id,
                resource.name
            FROM membership INDEXED BY membership_of_member
            JOIN resource ON resource.no = membership.grp
            WHERE membership.directory = (SELECT directory FROM resource WHERE no = ?1)
                AND membership.member = ?1
            ORDER BY membership.grp",
        )?
        .query_map([member], |row| {
            Ok(Named { kind: Kind::Group, id: get(row, 0)?, name: row.get(1)? })
        })?
        .collect()
}
