//! What a group is called, in memory.

use std::sync::Arc;

use directory::model::Named;
use quick_cache::Weighter;

use super::End;

/// What a group takes in bytes besides its name.
const GROUP: usize = 192;

/// What an average group takes, by which tables are laid out.
pub(super) const AVERAGE: usize = 256;

/// A group as its members name it.
#[derive(Debug)]
pub(crate) struct KnownGroup {
    /// Its id and its name.
    pub(crate) named: Named,
    /// An end of the log at which it is so.
    pub(super) since: End,
}

/// Groups weigh what they take, in bytes.
#[derive(Clone, Debug)]
pub(super) struct Weight;

impl Weighter<i64, Arc<KnownGroup>> for Weight {
    fn weight(&self, _: &i64, known: &Arc<KnownGroup>) -> u64 {
        (GROUP + known.named.name.len()) as u64
    }
}
