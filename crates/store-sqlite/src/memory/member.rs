//! The groups a group is in, in memory: who shows a user's groups asks for them with every one.

use std::sync::Arc;

use directory::model::{DirectoryId, Named, ResourceId};
use quick_cache::Weighter;

use super::End;

/// What a member takes in bytes: itself, places in tables.
const MEMBER: usize = 192;

/// What each of its groups takes besides its name.
const GROUP: usize = 96;

/// What an average member takes, by which tables are laid out.
pub(super) const AVERAGE: usize = 256;

/// A member of groups as it was read.
#[derive(Debug)]
pub(crate) struct KnownMember {
    id: ResourceId,
    /// The groups it is in, oldest first.
    pub(crate) groups: Arc<[Named]>,
    /// An end of the log at which it is so.
    pub(super) since: End,
}

impl KnownMember {
    /// A member as a snapshot with that end of the log has it.
    pub(super) fn read(id: ResourceId, groups: Arc<[Named]>, since: End) -> Arc<Self> {
        Arc::new(Self { id, groups, since })
    }

    /// Which.
    pub(crate) fn id(&self) -> ResourceId {
        self.id
    }
}

/// Members weigh what they take, in bytes.
#[derive(Clone, Debug)]
pub(super) struct Weight;

impl Weighter<(DirectoryId, ResourceId), Arc<KnownMember>> for Weight {
    fn weight(&self, _: &(DirectoryId, ResourceId), known: &Arc<KnownMember>) -> u64 {
        let groups: usize = known.groups.iter().map(|group| GROUP + group.name.len()).sum();
        (MEMBER + groups) as u64
    }
}
