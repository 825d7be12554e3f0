//! Pages of the candidates of a query.

use directory::model::Kind;
use directory::store::{Candidates, KeyRange, Page, Selection};
use rusqlite::{Connection, Params};

use super::in_range::{Wanted, in_range};
use super::number::find;
use super::range::Bounds;
use super::record::records;
use crate::stored::{Stored, limit, number_after};

/// A page.
pub(crate) fn select(
    connection: &Connection,
    directory: i64,
    kind: Kind,
    selection: &Selection,
) -> rusqlite::Result<Page> {
    let numbers = numbers(connection, directory, kind, selection)?;
    Ok(Page { records: records(connection, &numbers)? })
}

/// The numbers of the resources of a page, in order.
fn numbers(
    connection: &Connection,
    directory: i64,
    kind: Kind,
    selection: &Selection,
) -> rusqlite::Result<Vec<i64>> {
    let after = number_after(selection.after);
    let skip = i64::try_from(selection.skip).unwrap_or(i64::MAX);
    let limit = limit(selection.limit);
    match &selection.candidates {
        Candidates::None => Ok(Vec::new()),
        Candidates::All => all(connection, directory, kind, after, skip, limit),
        Candidates::Id(id) => {
            let found = find(connection, directory, kind, *id)?;
            Ok(found.filter(|no| *no > after && skip == 0 && limit > 0).into_iter().collect())
        }
        Candidates::Index { attribute, range: KeyRange::Equal(value) } => list(
            connection,
            "SELECT resource
            FROM index_entry
            WHERE directory = ?
                AND kind = ?
                AND attribute = ?
                AND value = ?
                AND resource > ?
            ORDER BY resource
            LIMIT ? OFFSET ?",
            (directory, Stored(kind), attribute, value, after, limit, skip),
        ),
        Candidates::Index { attribute, range } => {
            let Some(bounds) = Bounds::of(range) else { return Ok(Vec::new()) };
            in_range(
                connection,
                directory,
                kind,
                *attribute,
                &bounds,
                Wanted { after, skip, limit },
            )
        }
        Candidates::GroupsWith(_) if kind == Kind::User => Ok(Vec::new()),
        Candidates::GroupsWith(user) => match find(connection, directory, Kind::User, *user)? {
            None => Ok(Vec::new()),
            Some(user) => list(
                connection,
                "SELECT grp
                FROM membership
                WHERE directory = ?
                    AND usr = ?
                    AND grp > ?
                ORDER BY grp
                LIMIT ? OFFSET ?",
                (directory, user, after, limit, skip),
            ),
        },
    }
}

/// Numbers of all resources of a kind. What is passed over is counted by whole buckets, so that a page
/// deep in the list costs what the first costs.
fn all(
    connection: &Connection,
    directory: i64,
    kind: Kind,
    after: i64,
    skip: i64,
    limit: i64,
) -> rusqlite::Result<Vec<i64>> {
    let Some((after, skip)) = super::count::pass_over(connection, directory, kind, after, skip)?
    else {
        return Ok(Vec::new());
    };
    list(
        connection,
        "SELECT no
        FROM resource
        WHERE directory = ?
            AND kind = ?
            AND no > ?
        ORDER BY no
        LIMIT ? OFFSET ?",
        (directory, Stored(kind), after, limit, skip),
    )
}

fn list(connection: &Connection, sql: &str, params: impl Params) -> rusqlite::Result<Vec<i64>> {
    connection.prepare_cached(sql)?.query_map(params, |row| row.get(0))?.collect()
}
