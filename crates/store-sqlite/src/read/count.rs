//! How many there are.

use directory::model::Kind;
use directory::store::{Candidates, KeyRange};
use rusqlite::{Connection, OptionalExtension};

use super::number::find;
use super::range::Bounds;
use crate::apply::{BUCKET_SIZE, bucket};
use crate::stored::{Stored, get};

/// How many candidates there are.
pub(crate) fn count(
    connection: &Connection,
    directory: i64,
    kind: Kind,
    candidates: &Candidates,
) -> rusqlite::Result<u64> {
    match candidates {
        Candidates::None => Ok(0),
        Candidates::All => connection
            .prepare_cached(
                "SELECT coalesce(sum(resources), 0)
                FROM tally
                WHERE directory = ?
                    AND kind = ?",
            )?
            .query_row((directory, Stored(kind)), |row| get(row, 0)),
        Candidates::Id(id) => Ok(find(connection, directory, kind, *id)?.map_or(0, |_| 1)),
        Candidates::Index { attribute, range: KeyRange::Equal(value) } => connection
            .prepare_cached(
                "SELECT count(*)
                FROM index_entry
                WHERE directory = ?
                    AND kind = ?
                    AND attribute = ?
                    AND value = ?",
            )?
            .query_row((directory, Stored(kind), attribute, value), |row| get(row, 0)),
        Candidates::Index { attribute, range } => match Bounds::of(range) {
            None => Ok(0),
            Some(Bounds { from, to: Some(to) }) => connection
                .prepare_cached(
                    "SELECT count(DISTINCT resource)
                    FROM index_entry
                    WHERE directory = ?
                        AND kind = ?
                        AND attribute = ?
                        AND value >= ?
                        AND value < ?",
                )?
                .query_row((directory, Stored(kind), attribute, from, to), |row| get(row, 0)),
            Some(Bounds { from, to: None }) => connection
                .prepare_cached(
                    "SELECT count(DISTINCT resource)
                    FROM index_entry
                    WHERE directory = ?
                        AND kind = ?
                        AND attribute = ?
                        AND value >= ?",
                )?
                .query_row((directory, Stored(kind), attribute, from), |row| get(row, 0)),
        },
        Candidates::GroupsWith(_) if kind == Kind::User => Ok(0),
        Candidates::GroupsWith(user) => match find(connection, directory, Kind::User, *user)? {
            None => Ok(0),
            Some(user) => connection
                .prepare_cached("SELECT count(*) FROM membership WHERE directory = ? AND usr = ?")?
                .query_row((directory, user), |row| get(row, 0)),
        },
    }
}

/// Passes over `skip` resources after a number by the tally: a number after which fewer than a bucket's
/// fill are left to pass over, and how many. None if there are not so many.
pub(crate) fn pass_over(
    connection: &Connection,
    directory: i64,
    kind: Kind,
    after: i64,
    skip: i64,
) -> rusqlite::Result<Option<(i64, i64)>> {
    if skip < BUCKET_SIZE {
        return Ok(Some((after, skip)));
    }
    // The rest of the bucket that `after` is in is counted by its rows, then whole buckets by the tally.
    let first_whole = bucket(after).saturating_add(1);
    let in_first: i64 = connection
        .prepare_cached(
            "SELECT count(*)
            FROM resource
            WHERE directory = ?
                AND kind = ?
                AND no > ?
                AND no < ?",
        )?
        .query_row(
            (directory, Stored(kind), after, first_whole.saturating_mul(BUCKET_SIZE)),
            |row| row.get(0),
        )?;
    if in_first > skip {
        return Ok(Some((after, skip)));
    }
    let left = skip - in_first;
    connection
        .prepare_cached(
            "SELECT
                bucket,
                passed
            FROM (
                SELECT
                    bucket,
                    resources,
                    sum(resources) OVER (ORDER BY bucket) - resources AS passed
                FROM tally
                WHERE directory = ?
                    AND kind = ?
                    AND bucket >= ?
            )
            WHERE passed + resources > ?
            ORDER BY bucket
            LIMIT 1",
        )?
        .query_row((directory, Stored(kind), first_whole, left), |row| {
            let (bucket, passed): (i64, i64) = (row.get(0)?, row.get(1)?);
            Ok((bucket.saturating_mul(BUCKET_SIZE).saturating_sub(1), left - passed))
        })
        .optional()
}
