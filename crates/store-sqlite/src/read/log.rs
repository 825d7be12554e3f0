//! The log.

use directory::model::{Actor, Kind, LogEntry, Subject};
use directory::store::Position;
use rusqlite::types::{FromSqlError, Type};
use rusqlite::{Connection, OptionalExtension, Row};
use uuid::Uuid;

use super::NOWHERE;
use super::tenant::Place;
use crate::memory::End;
use crate::stored::{UnknownName, get, get_optional, limit, number_after, position};

macro_rules! select_log {
    ($where:literal) => {
        concat!(
            "SELECT
                log.no,
                log.id,
                directory.id,
                log.at,
                log.key,
                log.request,
                log.remote,
                log.action,
                log.subject,
                log.subject_id,
                log.before,
                log.detail
            FROM log
            LEFT JOIN directory ON directory.no = log.directory
            WHERE ",
            $where,
            " AND log.no > ? ORDER BY log.no LIMIT ?"
        )
    };
}

/// The entries of the directory, or of the whole organization where the tenant has none; oldest first.
pub(crate) fn log(
    connection: &Connection,
    place: &Place,
    after: Option<Position>,
    most: usize,
) -> rusqlite::Result<Vec<(Position, LogEntry)>> {
    let (sql, tenant) = match (place.tenant.directory, place.directory) {
        (None, _) => (select_log!("log.organization = ?"), place.organization),
        (Some(_), NOWHERE) => return Ok(Vec::new()),
        (Some(_), directory) => (select_log!("log.directory = ?"), directory),
    };
    connection
        .prepare_cached(sql)?
        .query_map((tenant, number_after(after), limit(most)), |row| read(place, row))?
        .collect()
}

/// The position of the newest entry, of the same entries.
pub(crate) fn end(connection: &Connection, place: &Place) -> rusqlite::Result<Option<Position>> {
    let (sql, tenant) = match (place.tenant.directory, place.directory) {
        (None, _) => ("SELECT max(no) FROM log WHERE organization = ?", place.organization),
        (Some(_), NOWHERE) => return Ok(None),
        (Some(_), directory) => ("SELECT max(no) FROM log WHERE directory = ?", directory),
    };
    let end: Option<i64> = connection.prepare_cached(sql)?.query_row([tenant], |row| row.get(0))?;
    Ok(end.map(position))
}

/// The end of the whole log. As the first read of a transaction it settles what the transaction sees.
pub(crate) fn log_end(connection: &Connection) -> rusqlite::Result<End> {
    let last = connection
        .prepare_cached("SELECT no FROM log ORDER BY no DESC LIMIT 1")?
        .query_row((), |row| row.get(0))
        .optional()?;
    Ok(End(last.unwrap_or(0)))
}

fn read(place: &Place, row: &Row<'_>) -> rusqlite::Result<(Position, LogEntry)> {
    let entry = LogEntry {
        id: get(row, 1)?,
        organization: place.tenant.organization,
        directory: get_optional(row, 2)?,
        at: get(row, 3)?,
        actor: Actor { key: get_optional(row, 4)?, request: row.get(5)?, remote: row.get(6)? },
        action: get(row, 7)?,
        subject: subject(row)?,
        before: row.get(10)?,
        detail: get_optional(row, 11)?,
    };
    Ok((position(row.get(0)?), entry))
}

/// The name of a sort of subject in the store.
pub(crate) const fn subject_name(subject: Subject) -> &'static str {
    match subject {
        Subject::Resource(kind, _) => kind.name(),
        Subject::Account(_) => "account",
        Subject::Key(_) => "key",
        Subject::Directory(_) => "directory",
        Subject::Organization(_) => "organization",
    }
}

fn subject(row: &Row<'_>) -> rusqlite::Result<Subject> {
    let (name, id): (String, Uuid) = (row.get(8)?, get(row, 9)?);
    [
        Subject::Resource(Kind::User, id),
        Subject::Resource(Kind::Group, id),
        Subject::Account(id),
        Subject::Key(id),
        Subject::Directory(id),
        Subject::Organization(id),
    ]
    .into_iter()
    .find(|subject| subject_name(*subject) == name)
    .ok_or_else(|| {
        let unknown = FromSqlError::other(UnknownName(name));
        rusqlite::Error::FromSqlConversionFailure(8, Type::Text, Box::new(unknown))
    })
}
