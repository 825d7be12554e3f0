//! Who is in which group.

use std::collections::HashSet;

use directory::model::{Kind, Named, ResourceId};
use directory::store::Position;
use rusqlite::Connection;

use super::number::{find, find_any};
use crate::stored::{get, limit, number_after, position};

/// Members of a group in the order in which they were created, and the place of the last.
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
            membership.kind,
            resource.id,
            resource.name,
            membership.member
        FROM membership
        CROSS JOIN resource ON resource.no = membership.member
        WHERE membership.directory = ?
            AND membership.grp = ?
            AND membership.member > ?
        ORDER BY membership.member
        LIMIT ?",
    )?;
    let mut rows = statement.query((directory, group, number_after(after), limit(most)))?;
    let (mut members, mut last) = (Vec::new(), None);
    while let Some(row) = rows.next()? {
        members.push(Named { kind: get(row, 0)?, id: get(row, 1)?, name: row.get(2)? });
        last = Some(position(row.get(3)?));
    }
    Ok((members, last))
}

/// Which of the resources are in the group.
pub(crate) fn members_among(
    connection: &Connection,
    directory: i64,
    group: ResourceId,
    ids: &[ResourceId],
) -> rusqlite::Result<HashSet<ResourceId>> {
    let mut found = HashSet::new();
    let Some(group) = find(connection, directory, Kind::Group, group)? else { return Ok(found) };
    for id in ids {
        if let Some((member, _)) = find_any(connection, directory, *id)?
            && is_member(connection, directory, group, member)?
        {
            found.insert(*id);
        }
    }
    Ok(found)
}

/// Whether a resource is a member of a group.
pub(super) fn is_member(
    connection: &Connection,
    directory: i64,
    group: i64,
    member: i64,
) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT 1 FROM membership WHERE directory = ? AND grp = ? AND member = ?")?
        .exists((directory, group, member))
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
