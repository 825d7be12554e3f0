//! What a store can answer besides data.

use super::UniqueKey;
use crate::model::{DirectoryId, ResourceId};

/// The store can't be read or written. The text is for operators; clients see a 503.
#[derive(Debug, thiserror::Error)]
#[error("the store failed while {doing}")]
pub struct StoreError {
    /// What it was doing: "reading a user".
    pub doing: &'static str,
    /// What it says.
    #[source]
    pub source: Box<dyn std::error::Error + Send + Sync>,
}

/// What a glance told is not so any more.
#[derive(Debug, thiserror::Error)]
#[error("another change came in between")]
struct Moved;

impl StoreError {
    /// The failure of a [glance](super::Store::glance) that has told what is not so any more.
    pub fn moved(doing: &'static str) -> Self {
        Self { doing, source: Box::new(Moved) }
    }

    /// Whether a snapshot is to be taken instead of a glance.
    pub fn has_moved(&self) -> bool {
        self.source.is::<Moved>()
    }
}

/// Why a change was not committed. Nothing of it is written.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// A precondition doesn't hold any more: decide again on a new snapshot.
    #[error("another change came first")]
    Conflict,
    /// A unique key is taken.
    #[error("a unique value is taken")]
    Taken {
        /// Which key.
        key: UniqueKey,
        /// By whom.
        holder: (DirectoryId, ResourceId),
    },
    /// The store is busy: try again a little later.
    #[error("the store is busy")]
    Busy,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Something that verification found wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// A short code, for scripts: `index-missing`.
    pub code: &'static str,
    /// What and where, for people.
    pub text: String,
}
