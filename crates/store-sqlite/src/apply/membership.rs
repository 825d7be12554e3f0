//! Joining and leaving groups.

use std::collections::HashSet;

use directory::model::{Kind, ResourceId};
use jiff::Timestamp;

use super::confines::Confines;
use super::resource::{at_version, count_change, present, touch};
use super::{Outcome, Refusal};
use crate::read;
use crate::stored::Stored;

/// Users and groups join and leave a group. It costs what they are, however many members the group has.
pub(super) fn change(
    confines: &Confines<'_>,
    (group, expect): (ResourceId, Option<u64>),
    added: &[ResourceId],
    removed: &[ResourceId],
    at: Option<Timestamp>,
) -> Outcome {
    let directory = confines.directory()?;
    let group = match expect {
        None => present(confines, Kind::Group, group)?,
        Some(version) => at_version(confines, Kind::Group, group, version)?,
    };
    let leaving: HashSet<&ResourceId> =
        if added.is_empty() { HashSet::new() } else { removed.iter().collect() };
    for id in added {
        let (member, kind) =
            read::find_any(confines.connection, directory, *id)?.ok_or(Refusal::Conflict)?;
        // Who leaves as well doesn't join first: only what really changes is counted.
        if !leaving.contains(id) && join(confines, group, member, kind)? {
            count_change(confines, member)?;
        }
    }
    for id in removed {
        if let Some((member, _)) = read::find_any(confines.connection, directory, *id)?
            && leave(confines, group, member)?
        {
            count_change(confines, member)?;
        }
    }
    at.map_or(Ok(()), |at| touch(confines, group, at))
}

/// Makes a resource a member. Whether it was none before.
fn join(confines: &Confines<'_>, group: i64, member: i64, kind: Kind) -> Result<bool, Refusal> {
    let joined = confines
        .connection
        .prepare_cached(
            "INSERT INTO membership (
                directory,
                grp,
                member,
                kind
            ) VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING",
        )?
        .execute((confines.directory()?, group, member, Stored(kind)))?;
    Ok(joined == 1)
}

/// Takes a resource out of a group. Whether it was a member.
fn leave(confines: &Confines<'_>, group: i64, member: i64) -> Result<bool, Refusal> {
    let left = confines
        .connection
        .prepare_cached("DELETE FROM membership WHERE directory = ? AND grp = ? AND member = ?")?
        .execute((confines.directory()?, group, member))?;
    Ok(left == 1)
}

/// A user leaves every group.
pub(super) fn leave_all(confines: &Confines<'_>, user: ResourceId, at: Timestamp) -> Outcome {
    leave_each(confines, present(confines, Kind::User, user)?, at)
}

/// The resource of that number leaves every group; each group is touched.
pub(super) fn leave_each(confines: &Confines<'_>, member: i64, at: Timestamp) -> Outcome {
    let directory = confines.directory()?;
    confines
        .connection
        .prepare_cached(
            "UPDATE resource
            SET version = version + 1,
                modified = max(?, modified + 1)
            WHERE no IN (
                SELECT grp
                FROM membership
                WHERE directory = ?
                    AND member = ?
            )",
        )?
        .execute((Stored(at), directory, member))?;
    // Left to itself SQLite takes the primary key, and reads every membership of the directory.
    confines
        .connection
        .prepare_cached(
            "DELETE FROM membership INDEXED BY membership_of_member
            WHERE directory = ?
                AND member = ?",
        )?
        .execute((directory, member))?;
    Ok(())
}

/// Everyone leaves the group of that number, and the version of each counts it.
pub(super) fn dissolve(confines: &Confines<'_>, group: i64) -> Outcome {
    let directory = confines.directory()?;
    confines
        .connection
        .prepare_cached(
            "UPDATE resource
            SET version = version + 1
            WHERE no IN (
                SELECT member
                FROM membership
                WHERE directory = ?
                    AND grp = ?
            )",
        )?
        .execute((directory, group))?;
    confines
        .connection
        .prepare_cached("DELETE FROM membership WHERE directory = ? AND grp = ?")?
        .execute((directory, group))?;
    Ok(())
}
