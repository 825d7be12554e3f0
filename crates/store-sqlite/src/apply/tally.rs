//! Counts of resources by buckets of their numbers, so that neither a count nor a page deep in a list
//! reads every row before it.

use directory::model::Kind;

use super::Outcome;
use super::confines::Confines;
use crate::stored::Stored;

/// How many bits of a number say where in its bucket it is.
pub(crate) const BUCKET_BITS: u32 = 12;

/// How many numbers a bucket spans.
pub(crate) const BUCKET_SIZE: i64 = 1 << BUCKET_BITS;

/// The bucket of a number.
pub(crate) const fn bucket(no: i64) -> i64 {
    no >> BUCKET_BITS
}

/// Counts a new resource.
pub(super) fn add(confines: &Confines<'_>, kind: Kind, no: i64) -> Outcome {
    confines
        .connection
        .prepare_cached(
            "INSERT INTO tally (directory, kind, bucket, resources) VALUES (?, ?, ?, 1)
            ON CONFLICT DO UPDATE SET resources = resources + 1",
        )?
        .execute((confines.directory()?, Stored(kind), bucket(no)))?;
    Ok(())
}

/// Counts a resource that goes. A bucket that it leaves empty goes too, or else what reads the tally would read
/// every bucket there has been.
pub(super) fn remove(confines: &Confines<'_>, kind: Kind, no: i64) -> Outcome {
    let bucket = (confines.directory()?, Stored(kind), bucket(no));
    let emptied = confines
        .connection
        .prepare_cached(
            "DELETE FROM tally
            WHERE directory = ?
                AND kind = ?
                AND bucket = ?
                AND resources = 1",
        )?
        .execute(bucket)?;
    if emptied == 0 {
        confines
            .connection
            .prepare_cached(
                "UPDATE tally
                SET resources = resources - 1
                WHERE directory = ?
                    AND kind = ?
                    AND bucket = ?",
            )?
            .execute(bucket)?;
    }
    Ok(())
}
