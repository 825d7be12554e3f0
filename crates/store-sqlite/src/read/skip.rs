//! Passing over resources by the tally.

use rusqlite::OptionalExtension;

use super::set::Scope;
use crate::apply::{BUCKET_SIZE, bucket};
use crate::stored::Stored;

/// The number after which a page begins that passes over `skip` resources after a number. None if there are not so
/// many.
pub(super) fn skip(scope: Scope<'_>, after: i64, skip: u64) -> rusqlite::Result<Option<i64>> {
    // There are not more resources than numbers.
    let Ok(skip) = i64::try_from(skip) else { return Ok(None) };
    let Some((after, left)) = skip_buckets(scope, after, skip)? else { return Ok(None) };
    if left == 0 {
        return Ok(Some(after));
    }
    scope
        .connection
        .prepare_cached(
            "SELECT no
            FROM resource
            WHERE directory = ?
                AND kind = ?
                AND no > ?
            ORDER BY no
            LIMIT 1 OFFSET ?",
        )?
        .query_row((scope.directory, Stored(scope.kind), after, left - 1), |row| row.get(0))
        .optional()
}

/// Passes over whole buckets: a number after which fewer than a bucket's fill are left to pass over, and how
/// many. None if there are not so many.
fn skip_buckets(scope: Scope<'_>, after: i64, skip: i64) -> rusqlite::Result<Option<(i64, i64)>> {
    if skip < BUCKET_SIZE {
        return Ok(Some((after, skip)));
    }
    let Scope { connection, directory, kind } = scope;
    let (first_whole, left) = if after == 0 {
        (0, skip)
    } else {
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
        (first_whole, skip - in_first)
    };
    connection
        .prepare_cached(
            "SELECT
                bucket,
                passed,
                resources
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
            let (bucket, passed, resources): (i64, i64, i64) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            let (before, left) =
                (bucket.saturating_mul(BUCKET_SIZE).saturating_sub(1), left - passed);
            // In a full bucket each number is one of them.
            Ok(if resources == BUCKET_SIZE {
                (before.saturating_add(left), 0)
            } else {
                (before, left)
            })
        })
        .optional()
}
