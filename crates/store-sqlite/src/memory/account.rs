//! An account in memory.

use std::sync::Arc;

use directory::model::{Account, AccountId, OrganizationId};
use quick_cache::Weighter;
use serde_json::Value;

use super::End;

/// What an account takes in bytes besides its texts: itself, places in tables.
const ACCOUNT: usize = 512;

/// What each member of its profile takes besides its texts.
const MEMBER: usize = 128;

/// What an average account takes, by which tables are laid out.
pub(super) const AVERAGE: usize = 1_024;

/// An account as it was read.
#[derive(Debug)]
pub(crate) struct KnownAccount {
    /// The account.
    pub(crate) account: Account,
    /// An end of the log at which it is so.
    pub(super) since: End,
}

/// Accounts weigh what they take, in bytes.
#[derive(Clone, Debug)]
pub(super) struct Weight;

impl Weighter<(OrganizationId, AccountId), Arc<KnownAccount>> for Weight {
    fn weight(&self, _: &(OrganizationId, AccountId), known: &Arc<KnownAccount>) -> u64 {
        let text = |value: &Value| value.as_str().map_or(MEMBER, str::len);
        let profile = known.account.profile.iter();
        let profile: usize = profile.map(|(name, value)| MEMBER + name.len() + text(value)).sum();
        (ACCOUNT + 2 * known.account.email.len() + profile) as u64
    }
}
