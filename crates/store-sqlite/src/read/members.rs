//! Who is in which group.

use std::collections::HashSet;

use directory::model::{Kind, Named, ResourceId};
use directory::store::Position;
use rusqlite::Connection;

use super::number::find;
use crate::stored::{get, limit, number_after, position};

/// Members of a group in the order in which the users were created, and the place of the last.
pub(crate) fn members(
    connection: &Connection,
    directory: i64,
    group: ResourceId,
    after: Option<Position>,
    most: usize,
) -> rusqlite::Result<(Vec<Named>, Option<Position>)> {
    let Some(group) = find(connection, directory, Kind::Group, group)? else {
        return Ok((Vec::new(), None));
    };
    let mut statement = connection.prepare_cached(
        "SELECT
            resource.id,
            resource.name,
            membership.usr
        FROM membership
        CROSS JOIN resource ON resource.no = membership.usr
        WHERE membership.directory = ?
            AND membership.grp = ?
            AND membership.usr > ?
        ORDER BY membership.usr
        LIMIT ?",
    )?;
    let mut rows = statement.query((directory, group, number_after(after), limit(most)))?;
    let (mut members, mut last) = (Vec::new(), None);
    while let Some(row) = rows.next()? {
        members.push(Named { id: get(row, 0)?, name: row.get(1)? });
        last = Some(position(row.get(2)?));
    }
    Ok((members, last))
}

/// Which of the users are in the group.
pub(crate) fn members_among(
    connection: &Connection,
    directory: i64,
    group: ResourceId,
    users: &[ResourceId],
) -> rusqlite::Result<HashSet<ResourceId>> {
    let mut found = HashSet::new();
    let Some(group) = find(connection, directory, Kind::Group, group)? else { return Ok(found) };
    let mut is_member = connection
        .prepare_cached("SELECT 1 FROM membership WHERE directory = ? AND grp = ? AND usr = ?")?;
    for id in users {
        if let Some(user) = find(connection, directory, Kind::User, *id)?
            && is_member.exists((directory, group, user))?
        {
            found.insert(*id);
        }
    }
    Ok(found)
}

/// Which of these exist.
pub(crate) fn existing(
    connection: &Connection,
    directory: i64,
    kind: Kind,
    ids: &[ResourceId],
) -> rusqlite::Result<HashSet<ResourceId>> {
    let mut found = HashSet::new();
    for id in ids {
        if find(connection, directory, kind, *id)?.is_some() {
            found.insert(*id);
        }
    }
    Ok(found)
}

/// The groups a user is in, oldest first.
pub(crate) fn groups_of(
    connection: &Connection,
    directory: i64,
    user: ResourceId,
) -> rusqlite::Result<Vec<Named>> {
    let Some(user) = find(connection, directory, Kind::User, user)? else { return Ok(Vec::new()) };
    connection
        .prepare_cached(
            "SELECT
                resource.id,
                resource.name
            FROM membership
            CROSS JOIN resource ON resource.no = membership.grp
            WHERE membership.directory = ?
                AND membership.usr = ?
            ORDER BY membership.grp",
        )?
        .query_map((directory, user), |row| Ok(Named { id: get(row, 0)?, name: row.get(1)? }))?
        .collect()
}
