//! Joining and leaving groups.

use directory::model::{Kind, ResourceId};
use jiff::Timestamp;

use super::Outcome;
use super::confines::Confines;
use super::resource::{at_version, present, touch};
use crate::read;
use crate::stored::Stored;

/// Users join and leave a group. It costs what the users are, however many members the group has.
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
    let mut join = confines.connection.prepare_cached(
        "INSERT INTO membership (directory, grp, usr) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
    )?;
    for user in added {
        join.execute((directory, group, present(confines, Kind::User, *user)?))?;
    }
    let mut leave = confines
        .connection
        .prepare_cached("DELETE FROM membership WHERE directory = ? AND grp = ? AND usr = ?")?;
    for user in removed {
        if let Some(user) = read::find(confines.connection, directory, Kind::User, *user)? {
            leave.execute((directory, group, user))?;
        }
    }
    at.map_or(Ok(()), |at| touch(confines, group, at))
}

/// A user leaves every group.
pub(super) fn leave_all(confines: &Confines<'_>, user: ResourceId, at: Timestamp) -> Outcome {
    leave(confines, present(confines, Kind::User, user)?, at)
}

/// The user of that number leaves every group; each is touched.
pub(super) fn leave(confines: &Confines<'_>, user: i64, at: Timestamp) -> Outcome {
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
                    AND usr = ?
            )",
        )?
        .execute((Stored(at), directory, user))?;
    confines
        .connection
        .prepare_cached("DELETE FROM membership WHERE directory = ? AND usr = ?")?
        .execute((directory, user))?;
    Ok(())
}

/// Everybody leaves the group of that number, which goes.
pub(super) fn dissolve(confines: &Confines<'_>, group: i64) -> Outcome {
    confines
        .connection
        .prepare_cached("DELETE FROM membership WHERE directory = ? AND grp = ?")?
        .execute((confines.directory()?, group))?;
    Ok(())
}
