//! Passing over resources by the tally.

use rusqlite::OptionalExtension;

use super::set::Scope;
use crate::apply::{BUCKET_SIZE, bucket};
use crate::stored::{Stored, get};

/// Passes over `skip` resources after a number by the tally: a number after which fewer than a bucket's
/// fill are left to pass over, and how many. None if there are not so many.
pub(super) fn skip(
    scope: Scope<'_>,
    after: i64,
    skip: u64,
) -> rusqlite::Result<Option<(i64, u64)>> {
    if skip < BUCKET_SIZE.unsigned_abs() {
        return Ok(Some((after, skip)));
    }
    // There are not more resources than numbers.
    if i64::try_from(skip).is_err() {
        return Ok(None);
    }
    let Scope { connection, directory, kind } = scope;
    // The rest of the bucket that `after` is in is counted by its rows, then whole buckets by the tally.
    let first_whole = bucket(after).saturating_add(1);
    let in_first: u64 = connection
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
            |row| get(row, 0),
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
        .query_row((directory, Stored(kind), first_whole, Stored(left)), |row| {
            let (bucket, passed): (i64, u64) = (row.get(0)?, get(row, 1)?);
            Ok((bucket.saturating_mul(BUCKET_SIZE).saturating_sub(1), left - passed))
        })
        .optional()
}
