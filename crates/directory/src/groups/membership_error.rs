//! Why a membership is refused, though there is what it names.

use std::fmt;

use crate::model::{Kind, Named, ResourceId};

/// Why something can't be a member of a group.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MembershipError {
    /// The client takes it for something else.
    #[error("{id} is a {is}, not a {claimed}; send the type it has, or none")]
    OtherKind {
        /// Which.
        id: ResourceId,
        /// As what the client names it.
        claimed: Kind,
        /// What it is.
        is: Kind,
    },
    /// A group would contain itself.
    #[error("a group can't contain itself, directly or through others: {0}")]
    Cycle(Chain),
    /// The group is inside too many others to look through all of them.
    #[error(
        "the group is inside more than {limit} other groups, directly or through others; no group can be added to it"
    )]
    TooNested {
        /// How many it may be inside.
        limit: usize,
    },
}

/// Groups of which each would contain the next. The first is the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain(pub Vec<Named>);

/// How many groups of a chain are named.
const NAMED_AT_MOST: usize = 10;

impl fmt::Display for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let passed_over = self.0.len().saturating_sub(NAMED_AT_MOST);
        for (n, group) in self.0.iter().enumerate() {
            let from_end = self.0.len() - n;
            if n >= NAMED_AT_MOST / 2 && from_end > NAMED_AT_MOST / 2 && passed_over > 0 {
                if n == NAMED_AT_MOST / 2 {
                    write!(f, " contains … ({passed_over} more)")?;
                }
                continue;
            }
            let then = if n == 0 { "" } else { " contains " };
            write!(f, "{then}\"{}\" ({})", group.name, group.id)?;
        }
        Ok(())
    }
}
