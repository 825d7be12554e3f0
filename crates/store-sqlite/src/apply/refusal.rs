//! Why a write is refused.

use std::sync::Arc;

use directory::model::{DirectoryId, ResourceId};
use directory::store::{CommitError, UniqueKey};

use crate::error::not_committed;

/// Why a write is refused.
#[derive(Clone, Debug)]
pub(crate) enum Refusal {
    /// What it expects is not so.
    Conflict,
    /// A unique key is taken.
    Taken {
        /// Which.
        key: UniqueKey,
        /// By whom.
        holder: (DirectoryId, ResourceId),
    },
    /// SQLite failed; many changes may have failed with it.
    Failed(Arc<rusqlite::Error>),
}

impl Refusal {
    /// Conflict unless it holds.
    pub(crate) fn unless(holds: bool) -> Result<(), Self> {
        if holds { Ok(()) } else { Err(Self::Conflict) }
    }
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed(Arc::new(error))
    }
}

impl From<Refusal> for CommitError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Conflict => Self::Conflict,
            Refusal::Taken { key, holder } => Self::Taken { key, holder },
            Refusal::Failed(error) => not_committed(error),
        }
    }
}
