//! What is spliced into a user's body, kept with the user.

use std::sync::Arc;

use crate::caller::Caller;
use crate::model::Named;
use crate::profile::Profile;

/// What follows the body of a user as it is sent, and what it was put together from.
#[derive(Debug)]
pub(crate) struct Sent {
    profile: Arc<Profile>,
    base: Arc<str>,
    groups: Arc<[Named]>,
    /// What follows the body less its brace.
    spliced: Box<[u8]>,
}

/// The most bytes that are kept: enough for a dozen groups.
const MOST: usize = 4 << 10;

impl Sent {
    /// What was put together for a caller and a user in these groups, unless it is much.
    pub(super) fn of(caller: &Caller, groups: &Arc<[Named]>, spliced: &[u8]) -> Option<Self> {
        (spliced.len() <= MOST).then(|| Self {
            profile: Arc::clone(&caller.profile),
            base: Arc::clone(&caller.base),
            groups: Arc::clone(groups),
            spliced: spliced.into(),
        })
    }

    /// What follows the body, if it is the same for this caller and these groups.
    pub(super) fn spliced(&self, caller: &Caller, groups: &Arc<[Named]>) -> Option<&[u8]> {
        let same = Arc::ptr_eq(&self.profile, &caller.profile)
            && self.base == caller.base
            && self.groups == *groups;
        same.then_some(&*self.spliced)
    }
}
