//! A change: everything one request writes, as one value.

use super::SharedRecord;
use crate::model::{
    Account, AccountId, Directory, DirectoryId, Domain, Key, KeyId, Kind, LogEntry, Organization,
    ResourceId, RunId, RunRecord, RunStep,
};
use crate::store::Tenant;
use jiff::Timestamp;

/// How far a unique key reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UniqueScope {
    /// The directory.
    Directory,
    /// The organization.
    Organization,
}

/// A value only one resource may hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UniqueKey {
    /// Where it is unique.
    pub scope: UniqueScope,
    /// Which attribute: a number of [`crate::index`].
    pub attribute: u16,
    /// The value's comparison key.
    pub value: Vec<u8>,
}

/// A value by which a resource can be found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndexEntry {
    /// Which attribute: a number of [`crate::index`].
    pub attribute: u16,
    /// The value's comparison key, at most [`crate::index::MAX_KEY`] bytes.
    pub value: Vec<u8>,
}

/// What must hold when the change is committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precondition {
    /// There is none of that id, nor another that would collide with it.
    Absent,
    /// It has exactly this version.
    Version(u64),
}

/// One write of a change. They are applied in order, so that a later one sees what an earlier one wrote.
///
/// What is an organization's (directories, domains, keys, accounts) is confined to the tenant's
/// organization; what is a directory's (users and groups) to the tenant's directory, which must be one of that
/// organization. A write that names what is not there, or is another tenant's, is a Conflict. So is one that links a
/// user to an account the organization doesn't have.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// A new organization: the tenant's own. Conflict if it exists.
    Organization(Organization),
    /// A new directory of the tenant's organization. Its revision is 0. Conflict if any organization has one of that
    /// id.
    Directory(Directory),
    /// A verified domain of the tenant's organization; verifying one again changes nothing.
    Domain(Domain),
    /// A new key of the tenant's organization, or of any one of its directories. Conflict if any
    /// organization has one of that id, or unless its `user` is one of its directory. It stays when the user goes.
    Key(Key),
    /// A key stops working. Conflict if there is none, or it is revoked already.
    RevokeKey {
        /// Which.
        id: KeyId,
        /// Since when.
        at: Timestamp,
    },
    /// An account of the tenant's organization, new or changed. Conflict unless `expect` holds, or if
    /// another account has the e-mail.
    Account {
        /// The account as it shall be.
        account: Account,
        /// As it must be now.
        expect: Precondition,
    },
    /// A new user or group with all its keys. `record.version` is 1. Conflict if the directory has a user or a group of
    /// that id. If unique keys are taken, the first of them is told. An index entry given twice is kept once.
    Insert {
        /// The resource.
        record: SharedRecord,
        /// Its unique keys.
        unique: Vec<UniqueKey>,
        /// Its index entries.
        index: Vec<IndexEntry>,
    },
    /// A changed user or group; when it was created stays. Conflict unless its version is `expect`. Keys and
    /// entries go before others come; what goes and isn't its own is passed over, and so is an entry that comes and
    /// is there already.
    Update {
        /// The resource as it shall be, with its new version.
        record: SharedRecord,
        /// The version it must have now.
        expect: u64,
        /// Unique keys it gives up.
        unique_released: Vec<UniqueKey>,
        /// Unique keys it takes.
        unique_taken: Vec<UniqueKey>,
        /// Index entries that go.
        index_removed: Vec<IndexEntry>,
        /// Index entries that come.
        index_added: Vec<IndexEntry>,
    },
    /// A user or group goes, with its unique keys, index entries and memberships. Its groups count the change
    /// as in [`Write::Members`], and so does each of its members; one that is both counts both. Conflict unless its
    /// version is `expect`.
    Delete {
        /// What it is.
        kind: Kind,
        /// Which.
        id: ResourceId,
        /// The version it must have now.
        expect: u64,
        /// The time of the change.
        at: Timestamp,
    },
    /// Users and groups join and leave a group. Conflict unless the group and everyone in `added`
    /// exist. Who is in `added` and `removed` leaves. Who is a member already, or is none, is passed over. A group can
    /// be in itself, or in a circle of groups: whether it may is the domain's to say.
    ///
    /// The version of everyone who really joins or leaves, comparing before and after, rises by one, since its
    /// `groups` change; its `modified` stays, since nothing of its own does. A group that joins itself counts that
    /// besides the change of its members.
    Members {
        /// The group.
        group: ResourceId,
        /// Who joins.
        added: Vec<ResourceId>,
        /// Who leaves.
        removed: Vec<ResourceId>,
        /// The version the group must have now. Without one nothing is compared, so that concurrent
        /// changes of one group all succeed.
        expect: Option<u64>,
        /// The time of the change: the group's version rises by one and its `modified` becomes `at`, or
        /// a microsecond after its present value if that is later. None if another write of the same
        /// change has counted it already.
        at: Option<Timestamp>,
    },
    /// The user leaves every group; each counts the change as in [`Write::Members`]. The user's own version
    /// stays: another write of the same change counts it. Conflict unless the user exists.
    LeaveAllGroups {
        /// The user.
        user: ResourceId,
        /// The time of the change.
        at: Timestamp,
    },
    /// A resource is found by other index entries from now on, as by [`Write::Update`]; it does not change itself.
    /// Conflict unless its version is `expect`.
    Reindex {
        /// What it is.
        kind: Kind,
        /// Which.
        id: ResourceId,
        /// The version it must have now.
        expect: u64,
        /// Index entries that go.
        index_removed: Vec<IndexEntry>,
        /// Index entries that come.
        index_added: Vec<IndexEntry>,
    },
    /// What the organization adds to the rules of a directory of its own, in place of what it had added; the
    /// directory's revision rises by one. Conflict unless it is `expect`.
    Customize {
        /// The directory.
        directory: DirectoryId,
        /// The revision it must have now.
        expect: u64,
        /// What is added, as the domain writes it down.
        document: Vec<u8>,
    },
    /// Nothing is written. Conflict unless the tenant's directory has this revision, so that what was decided by the
    /// rules of another is not committed.
    AtRevision {
        /// The revision it must have now.
        expect: u64,
    },
    /// The link of a user to an account changes, and nothing else of the user but its version and `modified`, as a
    /// group's by [`Write::Members`]. Conflict unless its version is `expect`.
    Relink {
        /// The user.
        user: ResourceId,
        /// The version it must have now.
        expect: u64,
        /// The account from now on.
        account: Option<AccountId>,
        /// The time of the change.
        at: Timestamp,
    },
    /// A run of a workflow, new or as it goes on. Conflict unless `expect` holds, or unless it is the tenant's own: its
    /// directory's if it has one, else its organization's. Of a run that goes on, `directory`, `workflow` and `started` stay.
    Run {
        /// The run as it shall be.
        run: RunRecord,
        /// As it must be now.
        expect: Precondition,
    },
    /// A step of a run of the tenant's own, new or in place of what was kept of it. Conflict if there is no such run.
    RunStep {
        /// The run.
        run: RunId,
        /// The step as it shall be.
        step: RunStep,
    },
    /// How far what starts workflows by itself has come: up to which entry of the log, or which minute. It is the
    /// organization's. Conflict unless it is `expect` now.
    Trigger {
        /// Its name.
        name: String,
        /// How far it must have come now; nothing if it was never written.
        expect: Option<String>,
        /// How far it has come.
        position: String,
    },
}

/// Everything one request writes. It is committed whole or not at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Whose data is changed. Every write is confined to it.
    pub tenant: Tenant,
    /// What is written, in order.
    pub writes: Vec<Write>,
    /// What the log says of it: one entry at least, unless all that is written is of runs, which are their own record.
    /// Conflict unless each is the tenant's organization's, and names none but its directories.
    pub log: Vec<LogEntry>,
}
