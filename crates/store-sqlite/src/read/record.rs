//! Users and groups.

use directory::model::{Kind, Record, ResourceId};
use directory::store::{Position, SharedRecord};
use rusqlite::{CachedStatement, Connection, OptionalExtension, Row};

use crate::stored::{Stored, get, get_optional, position};

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
) -> rusqlite::Result<Option<(Position, SharedRecord)>> {
    connection
        .prepare_cached(select_record!("directory = ? AND id = ? AND kind = ?"))?
        .query_row((directory, Stored(id), Stored(kind)), read)
        .optional()
}

/// The table of resources, to be read by their numbers.
pub(crate) struct Numbered<'c> {
    connection: &'c Connection,
    /// The statement, once it was needed.
    select: Option<CachedStatement<'c>>,
}

impl<'c> Numbered<'c> {
    pub(crate) fn of(connection: &'c Connection) -> Self {
        Self { connection, select: None }
    }

    /// The resource of that number.
    pub(crate) fn record(&mut self, no: i64) -> rusqlite::Result<(Position, SharedRecord)> {
        let select = match &mut self.select {
            Some(select) => select,
            none => none.insert(self.connection.prepare_cached(select_record!("no = ?"))?),
        };
        select.query_row([no], read)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<(Position, SharedRecord)> {
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
    Ok((position(row.get(0)?), record.into()))
}
