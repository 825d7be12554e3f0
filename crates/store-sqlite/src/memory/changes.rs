//! What changes do to what is in memory: users, accounts, and what groups are called and are members of.

use std::collections::HashMap;
use std::sync::Arc;

use directory::model::{Account, AccountId, DirectoryId, Kind, OrganizationId, ResourceId};
use directory::store::{Change, SharedRecord, Tenant, Write};

use super::{KnownUser, Renewed};

/// What becomes of what is touched.
#[derive(Debug, Default)]
pub(crate) struct Changes<'c> {
    /// Users as they are then, if that is all that is done to them; and groups that join or leave others.
    pub(super) users: HashMap<(Option<DirectoryId>, ResourceId), Option<&'c SharedRecord>>,
    /// Accounts as they are then.
    pub(super) accounts: HashMap<(OrganizationId, AccountId), &'c Account>,
    /// Whether anybody may be touched.
    pub(super) everybody: bool,
}

impl<'c> Changes<'c> {
    /// What these changes do, in their order.
    pub(crate) fn of(changes: impl IntoIterator<Item = &'c Change>) -> Self {
        let mut done = Self::default();
        for change in changes {
            for write in &change.writes {
                done.add(change.tenant, write);
            }
        }
        done
    }

    fn add(&mut self, tenant: Tenant, write: &'c Write) {
        let mut touch = |id: ResourceId| {
            self.users.insert((tenant.directory, id), None);
        };
        match write {
            Write::Update { record, .. } if record.kind == Kind::User => {
                // What is a member of what may have changed before.
                self.users
                    .entry((tenant.directory, record.id))
                    .and_modify(|now| *now = now.map(|_| record))
                    .or_insert(Some(record));
            }
            Write::Delete { kind: Kind::User, id, .. } => touch(*id),
            Write::Insert { record, .. } => touch(record.id),
            // A group is told by its name with each of its members.
            Write::Update { .. } | Write::Delete { .. } => self.everybody = true,
            Write::Members { added, removed, .. } => {
                added.iter().chain(removed).copied().for_each(touch);
            }
            Write::LeaveAllGroups { user, .. } | Write::Relink { user, .. } => touch(*user),
            Write::Account { account, .. } => {
                self.accounts.insert((tenant.organization, account.id), account);
            }
            Write::Organization(_)
            | Write::Directory(_)
            | Write::Domain(_)
            | Write::Key(_)
            | Write::RevokeKey { .. }
            | Write::Reindex { .. }
            | Write::Customize { .. }
            | Write::AtRevision { .. }
            | Write::Run { .. }
            | Write::RunStep { .. }
            | Write::Trigger { .. } => {}
        }
    }

    /// What is known after them: of the users that `known` tells of before, and the accounts of which something `is_known`.
    pub(super) fn renewals(
        &self,
        known: impl Fn(DirectoryId, ResourceId) -> Option<Arc<KnownUser>>,
        is_known: impl Fn(&(OrganizationId, AccountId)) -> bool,
    ) -> Vec<Renewed<'c>> {
        let users = self.users.iter().filter_map(|((directory, id), record)| {
            let (directory, record) = ((*directory)?, (*record)?);
            let user = known(directory, *id)?;
            // When it was created is not for a change to say.
            (user.record().created == record.created).then_some(Renewed::User(user, record))
        });
        let accounts = self.accounts.iter().filter(|(key, _)| is_known(key));
        let accounts = accounts.map(|((of, _), account)| Renewed::Account(*of, account));
        // A group that changes renames what is told of its members.
        if self.everybody { accounts.collect() } else { users.chain(accounts).collect() }
    }
}
