//! Users and groups.

use directory::model::{Kind, Record, ResourceId};
use directory::store::Position;
use rusqlite::{Connection, OptionalExtension, Row};

use super::set::Scope;
use crate::stored::{Stored, get, get_optional, limit, position};

macro_rules! select_record {
    ($where:literal) => {
        concat!(
            "SELECT
                no,
                kind,
                id,
                version,
                created,
                modified,
                name,
                (SELECT account.id FROM account WHERE account.no = resource.account),
                body
            FROM resource
            WHERE ",
            $where
        )
    };
}

/// The resource of that id.
pub(crate) fn record(
    connection: &Connection,
    directory: i64,
    kind: Kind,
    id: ResourceId,
) -> rusqlite::Result<Option<(Position, Record)>> {
    connection
        .prepare_cached(select_record!("directory = ? AND id = ? AND kind = ?"))?
        .query_row((directory, Stored(id), Stored(kind)), read)
        .optional()
}

/// The resources of these numbers, in their order.
pub(crate) fn records(
    connection: &Connection,
    numbers: &[i64],
) -> rusqlite::Result<Vec<(Position, Record)>> {
    let mut statement = connection.prepare_cached(select_record!("no = ?"))?;
    numbers.iter().map(|no| statement.query_row([no], read)).collect()
}

/// The resources of a scope after a number, so many at most, in the order of numbers.
pub(super) fn records_after(
    scope: Scope<'_>,
    after: i64,
    most: usize,
) -> rusqlite::Result<Vec<(Position, Record)>> {
    scope
        .connection
        .prepare_cached(select_record!(
            "directory = ? AND kind = ? AND no > ? ORDER BY no LIMIT ?"
        ))?
        .query_map((scope.directory, Stored(scope.kind), after, limit(most)), read)?
        .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<(Position, Record)> {
    let record = Record {
        kind: get(row, 1)?,
        id: get(row, 2)?,
        version: get(row, 3)?,
        created: get(row, 4)?,
        modified: get(row, 5)?,
        name: row.get(6)?,
        account: get_optional(row, 7)?,
        body: row.get(8)?,
    };
    Ok((position(row.get(0)?), record))
}
