//! What the writes of users and groups share.

use directory::model::{AccountId, Kind, ResourceId};
use jiff::Timestamp;
use rusqlite::OptionalExtension;

use super::confines::Confines;
use super::{Outcome, Refusal};
use crate::packed::Keys;
use crate::read;
use crate::stored::{Stored, get, get_optional};

/// The number of a resource of the tenant's directory. Conflict if it isn't one.
pub(super) fn present(confines: &Confines<'_>, kind: Kind, id: ResourceId) -> Result<i64, Refusal> {
    read::find(confines.connection, confines.directory()?, kind, id)?.ok_or(Refusal::Conflict)
}

macro_rules! select_at_version {
    ($columns:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM resource WHERE directory = ? AND id = ? AND kind = ? AND version = ?"
        )
    };
}

/// The number of a resource of the tenant's directory. Conflict if it isn't one, or has another version.
pub(super) fn at_version(
    confines: &Confines<'_>,
    kind: Kind,
    id: ResourceId,
    version: u64,
) -> Result<i64, Refusal> {
    confines
        .connection
        .prepare_cached(select_at_version!("no"))?
        .query_row((confines.directory()?, Stored(id), Stored(kind), Stored(version)), |row| {
            row.get(0)
        })
        .optional()?
        .ok_or(Refusal::Conflict)
}

/// A resource as it is before a change.
pub(super) struct Found {
    /// Its number.
    pub(super) no: i64,
    /// The account it is linked to.
    pub(super) account: Option<AccountId>,
    /// What it is found by.
    pub(super) keys: Keys,
}

/// The same with what else a change of it needs to know.
pub(super) fn found(
    confines: &Confines<'_>,
    kind: Kind,
    id: ResourceId,
    version: u64,
) -> Result<Found, Refusal> {
    confines
        .connection
        .prepare_cached(select_at_version!(
            "no, (SELECT account.id FROM account WHERE account.no = resource.account), keys"
        ))?
        .query_row((confines.directory()?, Stored(id), Stored(kind), Stored(version)), |row| {
            Ok(Found { no: row.get(0)?, account: get_optional(row, 1)?, keys: get(row, 2)? })
        })
        .optional()?
        .ok_or(Refusal::Conflict)
}

/// Counts a change of a resource. Its time never stands still, nor goes back.
pub(super) fn touch(confines: &Confines<'_>, no: i64, at: Timestamp) -> Outcome {
    confines
        .connection
        .prepare_cached(
            "UPDATE resource
            SET version = version + 1,
                modified = max(?, modified + 1)
            WHERE no = ?",
        )?
        .execute((Stored(at), no))?;
    Ok(())
}

/// Counts a change of what is told of a resource, and not of the resource itself: its time stays.
pub(super) fn count_change(confines: &Confines<'_>, no: i64) -> Outcome {
    confines
        .connection
        .prepare_cached("UPDATE resource SET version = version + 1 WHERE no = ?")?
        .execute([no])?;
    Ok(())
}
