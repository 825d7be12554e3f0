//! Changing the link of a user.

use directory::model::{AccountId, Kind, ResourceId};
use jiff::Timestamp;

use super::Outcome;
use super::confines::Confines;
use super::resource::{at_version, touch};
use super::update::link;

/// Links a user to an account, or to none.
pub(super) fn relink(
    confines: &Confines<'_>,
    user: ResourceId,
    expect: u64,
    account: Option<AccountId>,
    at: Timestamp,
) -> Outcome {
    let no = at_version(confines, Kind::User, user, expect)?;
    link(confines, no, account)?;
    touch(confines, no, at)
}
