//! The port of the store: consistent reads, and one atomic compare-and-write.
//!
//! A store keeps rows; it knows no rule. The domain reads what it needs from a [`Snapshot`],
//! decides, and hands the store one [`Change`], which is committed whole or not at all. A store that
//! passes the suite in `directory-testkit` can serve.
//!
//! Futures are boxed so that the service holds a `dyn Store`: one allocation a call, against one
//! copy of the whole service for each store.

mod change;
mod error;
mod select;
mod shared_record;

use std::collections::HashSet;
use std::fmt::Debug;
use std::pin::Pin;
use std::sync::Arc;

pub use change::{Change, IndexEntry, Precondition, UniqueKey, UniqueScope, Write};
pub use error::{CommitError, Finding, StoreError};
pub use select::{Candidates, KeyRange, Page, Position, RunSelection, Selection, Span};
pub use shared_record::SharedRecord;

use crate::model::{
    Account, AccountId, Directory, DirectoryId, Domain, Key, KeyAndDirectory, KeyId, Kind, Link,
    LogEntry, Named, Organization, OrganizationId, ResourceId, RunId, RunRecord, RunStep,
};

/// A future that a `dyn` store can return.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What a read answers.
pub type Read<'a, T> = BoxFuture<'a, Result<T, StoreError>>;

/// Whose data: an organization, and the one directory of it that is meant. It comes from an
/// authenticated caller, never from a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tenant {
    /// The organization.
    pub organization: OrganizationId,
    /// The directory; without one, reads of users and groups find nothing.
    pub directory: Option<DirectoryId>,
}

/// Where everything is kept.
pub trait Store: Debug + Send + Sync + 'static {
    /// A consistent view of one tenant's data: every commit that was answered before the call is in it, none that
    /// begins after the call's answer is.
    ///
    /// A tenant that isn't there, or whose directory is another organization's, is no error: it has no users and groups.
    fn snapshot(&self, tenant: Tenant) -> Read<'_, Box<dyn Snapshot>>;

    /// The same of some moment between the call and its last read, for who asks for little: what the store has at hand costs
    /// it nothing to tell. If that proves to be of another moment than what is read later, the read is a
    /// [`StoreError::has_moved`].
    fn glance(&self, tenant: Tenant) -> Read<'_, Box<dyn Snapshot>> {
        self.snapshot(tenant)
    }

    /// Writes a change, durably, whole or not at all. Returns when it is durable.
    fn commit(&self, change: Change) -> BoxFuture<'_, Result<(), CommitError>>;

    /// The key of that id and its directory, revoked and expired ones too: what authentication needs
    /// before there is a tenant.
    fn key(&self, id: KeyId) -> Read<'_, Option<KeyAndDirectory>>;

    /// All organizations, oldest first.
    fn organizations(&self) -> Read<'_, Vec<Organization>>;

    /// All directories, oldest first.
    fn directories(&self) -> Read<'_, Vec<Directory>>;

    /// What the organization has added to the rules of a directory, as [`Write::Customize`] wrote it; none
    /// at revision 0.
    fn customization(&self, directory: DirectoryId) -> Read<'_, Option<Vec<u8>>>;

    /// A secret of the whole store, drawn when it was made and the same ever after: what sealed cursors are
    /// opened with on every node.
    fn secret(&self) -> Read<'_, [u8; 32]>;

    /// All keys of an organization, oldest first.
    fn keys(&self, organization: OrganizationId) -> Read<'_, Vec<Key>>;

    /// Notes, without a log entry and without waiting for durability, that a key was used. It shows at the
    /// latest when a commit that begins after it is answered. A key that isn't there is passed over, and any may be
    /// while more changes wait to be written than the store holds: who only reads never waits for them.
    fn key_used(&self, id: KeyId, at: jiff::Timestamp) -> Read<'_, ()>;

    /// Checks what only the store can see: its files, its counters, rows that nothing owns. Empty if all is well.
    fn integrity(&self) -> Read<'_, Vec<Finding>>;
}

/// One consistent view of one tenant. Lists of resources are in the order of creation.
pub trait Snapshot: Send {
    /// A user or a group.
    fn record(&mut self, kind: Kind, id: ResourceId) -> Read<'_, Option<SharedRecord>>;

    /// Who holds a unique key: the directory and the resource. A key of the organization's scope is told in every
    /// directory of the organization, and without one.
    fn holder<'a>(&'a mut self, key: &'a UniqueKey) -> Read<'a, Option<(DirectoryId, ResourceId)>>;

    /// A page of the candidates of a selection.
    fn select<'a>(&'a mut self, kind: Kind, selection: &'a Selection) -> Read<'a, Page>;

    /// How many resources a selection's candidates are.
    fn count<'a>(&'a mut self, kind: Kind, candidates: &'a Candidates) -> Read<'a, u64>;

    /// Which of these exist.
    fn existing<'a>(
        &'a mut self,
        kind: Kind,
        ids: &'a [ResourceId],
    ) -> Read<'a, HashSet<ResourceId>>;

    /// The members of a group after a position, at most `limit`, with the position of the last; oldest
    /// first.
    fn members(
        &mut self,
        group: ResourceId,
        after: Option<Position>,
        limit: usize,
    ) -> Read<'_, (Vec<Named>, Option<Position>)>;

    /// Which of these are members of the group.
    fn members_among<'a>(
        &'a mut self,
        group: ResourceId,
        ids: &'a [ResourceId],
    ) -> Read<'a, HashSet<ResourceId>>;

    /// The groups a user or a group is a member of, oldest group first.
    fn groups_of(&mut self, member: ResourceId) -> Read<'_, Arc<[Named]>>;

    /// An account of the organization.
    fn account(&mut self, id: AccountId) -> Read<'_, Option<Account>>;

    /// The account with that e-mail, by [`crate::model::email_key`].
    fn account_by_email<'a>(&'a mut self, email: &'a str) -> Read<'a, Option<Account>>;

    /// All accounts of the organization, oldest first.
    fn accounts(&mut self) -> Read<'_, Vec<Account>>;

    /// The users, in any directory of the organization, that are linked to the account.
    fn links(&mut self, account: AccountId) -> Read<'_, Vec<Link>>;

    /// The verified domain of that name.
    fn domain<'a>(&'a mut self, name: &'a str) -> Read<'a, Option<Domain>>;

    /// All verified domains of the organization, by name.
    fn domains(&mut self) -> Read<'_, Vec<Domain>>;

    /// The organization's log, or its directory's if the tenant has one, oldest first, after an
    /// entry's position.
    fn log(&mut self, after: Option<Position>, limit: usize)
    -> Read<'_, Vec<(Position, LogEntry)>>;

    /// The position of the newest entry of that log.
    fn log_end(&mut self) -> Read<'_, Option<Position>>;

    /// A run of the organization's, or its directory's if the tenant has one.
    fn run(&mut self, id: RunId) -> Read<'_, Option<RunRecord>>;

    /// The organization's runs, those of its directories too, or its directory's if the tenant has one; newest first.
    fn runs<'a>(&'a mut self, selection: &'a RunSelection) -> Read<'a, Vec<(Position, RunRecord)>>;

    /// The steps of a run that [`Snapshot::run`] tells, by number.
    fn run_steps(&mut self, run: RunId) -> Read<'_, Vec<RunStep>>;

    /// How far what starts the organization's workflows by itself has come, as [`Write::Trigger`] wrote it.
    fn trigger<'a>(&'a mut self, name: &'a str) -> Read<'a, Option<String>>;

    /// The unique keys and index entries kept for a resource, for verification. Each once, sorted.
    fn keys_of(
        &mut self,
        kind: Kind,
        id: ResourceId,
    ) -> Read<'_, (Vec<UniqueKey>, Vec<IndexEntry>)>;
}
