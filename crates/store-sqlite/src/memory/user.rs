//! A user in memory.

use std::sync::Arc;

use directory::model::{DirectoryId, Named};
use directory::store::SharedRecord;
use quick_cache::Weighter;

use super::End;

/// What a user takes in bytes besides its body and its name: how it is sent, places in tables.
const USER: usize = 768;

/// What each of its groups takes besides its name, which is there twice: an id, and how it is sent.
const GROUP: usize = 320;

/// What an average user takes, by which tables are laid out.
pub(super) const AVERAGE: usize = 2_048;

/// A user as it was read.
#[derive(Debug)]
pub(crate) struct KnownUser {
    directory: DirectoryId,
    no: i64,
    record: SharedRecord,
    since: End,
    /// The groups it is a member of, oldest first, if they were read.
    groups: Option<Arc<[Named]>>,
}

impl KnownUser {
    /// A user as a snapshot with that end of the log has it.
    pub(super) fn read(
        directory: DirectoryId,
        no: i64,
        record: SharedRecord,
        since: End,
    ) -> Arc<Self> {
        Arc::new(Self { directory, no, record, since, groups: None })
    }

    /// The same user, changed by a commit that left it in its groups.
    pub(super) fn renewed(&self, record: SharedRecord, since: End) -> Arc<Self> {
        let Self { directory, no, .. } = *self;
        Arc::new(Self { directory, no, record, since, groups: self.groups.clone() })
    }

    /// The same user, with its groups.
    pub(super) fn in_groups(&self, groups: Arc<[Named]>) -> Arc<Self> {
        let Self { directory, no, since, .. } = *self;
        Arc::new(Self { directory, no, record: self.record.clone(), since, groups: Some(groups) })
    }

    /// Its directory.
    pub(super) fn directory(&self) -> DirectoryId {
        self.directory
    }

    /// Its number.
    pub(crate) fn no(&self) -> i64 {
        self.no
    }

    /// The user itself.
    pub(crate) fn record(&self) -> &SharedRecord {
        &self.record
    }

    /// An end of the log at which it is so.
    pub(super) fn since(&self) -> End {
        self.since
    }

    /// The groups it is a member of, oldest first, if they are known.
    pub(crate) fn groups(&self) -> Option<&Arc<[Named]>> {
        self.groups.as_ref()
    }
}

/// Users weigh what they take, in bytes.
#[derive(Clone, Debug)]
pub(super) struct Weight;

impl Weighter<i64, Arc<KnownUser>> for Weight {
    fn weight(&self, _: &i64, user: &Arc<KnownUser>) -> u64 {
        let groups = user.groups.iter().flat_map(|groups| groups.iter());
        let groups: usize = groups.map(|group| GROUP + 2 * group.name.len()).sum();
        (USER + user.record.body.len() + user.record.name.len() + groups) as u64
    }
}
