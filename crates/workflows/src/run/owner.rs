//! Whose a run is.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Whose runs are meant. It is made of an authenticated caller or of the command line's own data, never of a request: who
/// asks with the owner of a directory sees that directory's runs and no others; the owner without a directory
/// sees all of its organization's.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct Owner {
    /// The organization; nil where runs are kept in memory alone.
    pub organization: Uuid,
    /// The directory of the key a run was begun with; none if the operator began it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directory: Option<Uuid>,
}

impl Owner {
    /// Whether it may see what belongs to another.
    pub fn sees(&self, other: &Self) -> bool {
        self.organization == other.organization
            && (self.directory.is_none() || self.directory == other.directory)
    }
}
