//! Changing the link of a user.

use directory::model::{AccountId, Kind, ResourceId};
use jiff::Timestamp;

use super::Outcome;
use super::confines::Confines;
use super::resource::{at_version, touch};

/// Links a user to an account, or to none.
pub(super) fn relink(
    confines: &Confines<'_>,
    user: ResourceId,
    expect: u64,
    account: Option<AccountId>,
    at: Timestamp,
) -> Outcome {
    let no = at_version(confines, Kind::User, user, expect)?;
    let account = confines.account(account)?;
    confines
        .connection
        .prepare_cached("UPDATE resource SET account = ? WHERE no = ?")?
        .execute((account, no))?;
    touch(confines, no, at)
}
