//! The users and accounts that were asked for lately, what groups are called, and the groups around groups, kept in memory: what
//! most requests ask for.
//!
//! # Theory of operation
//!
//! Every commit that changes a user, a group or an account appends to the log, so the end of the log names a state of the store, for
//! other processes on the same file too. What is read is kept with the end of the log in the snapshot that read it. It is told
//! to another snapshot unless a commit in between touched it, which [`Stamps`] tell. Whatever commits stamps what it touches
//! before the commit can be seen; a commit of another process is noticed by an end of the log that nobody here announced,
//! and everything is read anew. So what is told to a snapshot is what the snapshot would have read itself.
//!
//! Who has not begun a transaction can be told as well, for as long as the [`Lease`] is good.

mod account;
mod changes;
mod group;
mod lease;
mod member;
mod places;
mod stamps;
mod user;

use std::sync::Arc;

use directory::model::{Account, AccountId, DirectoryId, Named, OrganizationId, ResourceId};
use directory::store::{SharedRecord, Tenant};
use quick_cache::Weighter;
use quick_cache::sync::Cache;

pub(crate) use account::KnownAccount;
pub(crate) use changes::Changes;
pub(crate) use group::KnownGroup;
pub(crate) use lease::Lease;
pub(crate) use member::KnownMember;
use places::Places;
pub(crate) use stamps::End;
use stamps::Stamps;
pub(crate) use user::KnownUser;

use crate::read::Place;

/// What was asked for lately.
#[derive(Debug)]
pub(crate) struct Memory {
    places: Places,
    stamps: Stamps,
    users: Cache<i64, Arc<KnownUser>, user::Weight>,
    /// The numbers of users. What a number stands for is looked up in `users`.
    numbers: Cache<(DirectoryId, ResourceId), i64>,
    accounts: Cache<(OrganizationId, AccountId), Arc<KnownAccount>, account::Weight>,
    groups: Cache<i64, Arc<KnownGroup>, group::Weight>,
    members: Cache<(DirectoryId, ResourceId), Arc<KnownMember>, member::Weight>,
}

impl Memory {
    /// Nothing yet, and no more than so many bytes: most for users, a quarter for accounts, a little for groups.
    pub(crate) fn of(bytes: usize) -> Self {
        let (accounts, groups, members) = (bytes / 4, bytes / 16, bytes / 16);
        let users = bytes - accounts - groups - members;
        Self {
            places: Places::default(),
            stamps: Stamps::new(),
            users: cache(users, user::AVERAGE, user::Weight),
            numbers: Cache::new(users / user::AVERAGE),
            accounts: cache(accounts, account::AVERAGE, account::Weight),
            groups: cache(groups, group::AVERAGE, group::Weight),
            members: cache(members, member::AVERAGE, member::Weight),
        }
    }

    /// A tenant, if it was asked for.
    pub(crate) fn place(&self, tenant: Tenant) -> Option<Place> {
        self.places.get(tenant)
    }

    /// Keeps a tenant as a transaction has found it.
    pub(crate) fn keep_place(&self, place: Place) {
        self.places.keep(place);
    }

    /// Notes the end of the log that a transaction has found.
    pub(crate) fn see(&self, end: End) {
        self.stamps.see(end);
    }

    /// The greatest end of the log that is known. What is announced and not yet committed counts.
    pub(crate) fn latest(&self) -> End {
        self.stamps.latest()
    }

    /// Whether a user is the same at an end of the log as when it was read.
    pub(crate) fn knows_user(&self, user: &KnownUser, at: End) -> bool {
        self.stamps.is_same(*user.record().id.as_uuid(), user.since(), at)
    }

    /// Whether an account is the same at an end of the log as when it was read.
    pub(crate) fn knows_account(&self, known: &KnownAccount, at: End) -> bool {
        self.stamps.is_same(*known.account.id.as_uuid(), known.since, at)
    }

    /// Whether a member is in the same groups at an end of the log as when they were read.
    pub(crate) fn knows_member(&self, known: &KnownMember, at: End) -> bool {
        self.stamps.is_same(*known.id().as_uuid(), known.since, at)
    }

    /// Whether a group is called the same at an end of the log as when it was read.
    fn knows_group(&self, known: &KnownGroup, at: End) -> bool {
        self.stamps.is_same(*known.named.id.as_uuid(), known.since, at)
    }

    /// Is told of changes that are about to be committed, and take the log from one end to another. Returns what is known
    /// once they are.
    pub(crate) fn announce<'c>(
        &self,
        before: End,
        after: End,
        changes: &Changes<'c>,
    ) -> Vec<Renewed<'c>> {
        let renewed = changes.renewals(
            |directory, id| self.user(directory, id, before),
            |account| self.accounts.contains_key(account),
        );
        self.stamps.announce(before, after, changes);
        renewed
    }

    /// Keeps what is known since a commit.
    pub(crate) fn renew(&self, renewed: Vec<Renewed<'_>>, at: End) {
        for one in renewed {
            match one {
                Renewed::User(user, record) => self.insert(user.renewed(record.clone(), at)),
                Renewed::Account(organization, account) => {
                    self.keep_account(organization, account.clone(), at);
                }
            }
        }
    }

    /// Is told that a commit that was announced up to an end has failed.
    pub(crate) fn recant(&self, after: End) {
        self.stamps.touch_everything(after);
    }

    /// A user, as a snapshot with that end of the log has it.
    pub(crate) fn user(
        &self,
        directory: DirectoryId,
        id: ResourceId,
        at: End,
    ) -> Option<Arc<KnownUser>> {
        let user = self.user_of_number(self.numbers.get(&(directory, id))?, at)?;
        (user.directory() == directory && user.record().id == id).then_some(user)
    }

    /// The user of that number, as a snapshot with that end of the log has it.
    pub(crate) fn user_of_number(&self, no: i64, at: End) -> Option<Arc<KnownUser>> {
        let user = self.users.get(&no)?;
        self.knows_user(&user, at).then_some(user)
    }

    /// Keeps a user as a snapshot with that end of the log has it.
    pub(crate) fn keep_user(
        &self,
        directory: DirectoryId,
        no: i64,
        record: &SharedRecord,
        at: End,
    ) -> Arc<KnownUser> {
        let user = KnownUser::read(directory, no, record.clone(), at);
        self.numbers.insert((directory, record.id), no);
        self.insert(Arc::clone(&user));
        user
    }

    /// Keeps the groups of a user that is known, as a snapshot has them that it was told to.
    pub(crate) fn keep_groups(&self, user: &KnownUser, groups: &Arc<[Named]>) {
        self.insert(user.in_groups(Arc::clone(groups)));
    }

    /// An account, as a snapshot with that end of the log has it.
    pub(crate) fn account(
        &self,
        organization: OrganizationId,
        id: AccountId,
        at: End,
    ) -> Option<Arc<KnownAccount>> {
        let known = self.accounts.get(&(organization, id))?;
        self.knows_account(&known, at).then_some(known)
    }

    /// Keeps an account as a snapshot with that end of the log has it.
    pub(crate) fn keep_account(&self, organization: OrganizationId, account: Account, at: End) {
        let id = account.id;
        self.accounts.insert((organization, id), Arc::new(KnownAccount { account, since: at }));
    }

    /// The group of that number, as a snapshot with that end of the log has it.
    pub(crate) fn group(&self, no: i64, at: End) -> Option<Arc<KnownGroup>> {
        let known = self.groups.get(&no)?;
        self.knows_group(&known, at).then_some(known)
    }

    /// Keeps what a group is called, as a snapshot with that end of the log has it.
    pub(crate) fn keep_group(&self, no: i64, named: Named, at: End) {
        self.groups.insert(no, Arc::new(KnownGroup { named, since: at }));
    }

    /// A member of groups other than a user, as a snapshot with that end of the log has it.
    pub(crate) fn member(
        &self,
        directory: DirectoryId,
        id: ResourceId,
        at: End,
    ) -> Option<Arc<KnownMember>> {
        let known = self.members.get(&(directory, id))?;
        self.knows_member(&known, at).then_some(known)
    }

    /// Keeps the groups of a member, as a snapshot with that end of the log has them.
    pub(crate) fn keep_member(
        &self,
        directory: DirectoryId,
        id: ResourceId,
        groups: &Arc<[Named]>,
        at: End,
    ) {
        self.members.insert((directory, id), KnownMember::read(id, Arc::clone(groups), at));
    }

    /// Every user that would be told at an end of the log.
    pub(crate) fn users(&self, at: End) -> Vec<Arc<KnownUser>> {
        let users = self.users.iter().map(|(_, user)| user);
        users.filter(|user| self.knows_user(user, at)).collect()
    }

    /// Every account that would be told at an end of the log, and its organization.
    pub(crate) fn accounts(&self, at: End) -> Vec<(OrganizationId, Arc<KnownAccount>)> {
        let accounts = self.accounts.iter().map(|((organization, _), known)| (organization, known));
        accounts.filter(|(_, known)| self.knows_account(known, at)).collect()
    }

    /// Every group whose name would be told at an end of the log, by its number.
    pub(crate) fn groups(&self, at: End) -> Vec<(i64, Arc<KnownGroup>)> {
        self.groups.iter().filter(|(_, known)| self.knows_group(known, at)).collect()
    }

    /// Every member that would be told at an end of the log, and its directory.
    pub(crate) fn members(&self, at: End) -> Vec<(DirectoryId, Arc<KnownMember>)> {
        let members = self.members.iter().map(|((directory, _), known)| (directory, known));
        members.filter(|(_, known)| self.knows_member(known, at)).collect()
    }

    fn insert(&self, user: Arc<KnownUser>) {
        self.users.insert(user.no(), user);
    }
}

/// A table of so many bytes.
fn cache<K: Eq + std::hash::Hash, V: Clone, W: Weighter<K, V> + Clone>(
    bytes: usize,
    average: usize,
    weight: W,
) -> Cache<K, V, W> {
    Cache::with_weighter(bytes / average, bytes as u64, weight)
}

/// What a commit leaves known.
#[derive(Debug)]
pub(crate) enum Renewed<'c> {
    /// A user as it was known, and its record now.
    User(Arc<KnownUser>, &'c SharedRecord),
    /// An account now.
    Account(OrganizationId, &'c Account),
}
