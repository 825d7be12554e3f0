//! What is told of a tenant from memory, until something must be read.

use std::sync::Arc;

use directory::model::{Account, AccountId, Named, ResourceId};
use directory::store::{StoreError, Tenant};

use super::transaction::Transaction;
use crate::error::failed;
use crate::memory::{End, KnownAccount, KnownMember, KnownUser};
use crate::pool::Pool;

/// One tenant, as it was at one moment: that of the transaction, once there is one.
#[derive(Debug)]
pub(super) struct Glance {
    pool: Arc<Pool>,
    tenant: Tenant,
    transaction: Option<Transaction>,
    /// What was told before it began.
    users: Vec<Arc<KnownUser>>,
    accounts: Vec<Arc<KnownAccount>>,
    members: Vec<Arc<KnownMember>>,
}

impl Glance {
    pub(super) fn new(pool: &Arc<Pool>, tenant: Tenant) -> Self {
        Self {
            pool: Arc::clone(pool),
            tenant,
            transaction: None,
            users: Vec::new(),
            accounts: Vec::new(),
            members: Vec::new(),
        }
    }

    /// The transaction, begun if it wasn't. What was told before must hold in it.
    pub(super) fn transaction(&mut self, doing: &'static str) -> Result<&Transaction, StoreError> {
        let transaction = match self.transaction.take() {
            Some(begun) => begun,
            None => self.begin(doing)?,
        };
        Ok(self.transaction.insert(transaction))
    }

    fn begin(&self, doing: &'static str) -> Result<Transaction, StoreError> {
        let begun = Transaction::begin(&self.pool, self.tenant);
        let begun = begun.map_err(|error| failed(doing, error))?;
        if self.holds(begun.end) { Ok(begun) } else { Err(StoreError::moved(doing)) }
    }

    /// A user, if it can be told from memory.
    pub(super) fn user(&mut self, id: ResourceId) -> Option<Arc<KnownUser>> {
        let (directory, at) = (self.tenant.directory?, self.told_at()?);
        let user = self.pool.memory.user(directory, id, at)?;
        self.users.push(Arc::clone(&user));
        Some(user)
    }

    /// An account, if it can be told from memory.
    pub(super) fn account(&mut self, id: AccountId) -> Option<Account> {
        let known = self.pool.memory.account(self.tenant.organization, id, self.told_at()?)?;
        let account = known.account.clone();
        self.accounts.push(known);
        Some(account)
    }

    /// The groups of a member other than a user, if they can be told from memory.
    pub(super) fn groups_of(&mut self, id: ResourceId) -> Option<Arc<[Named]>> {
        let (directory, at) = (self.tenant.directory?, self.told_at()?);
        let known = self.pool.memory.member(directory, id, at)?;
        let groups = Arc::clone(&known.groups);
        self.members.push(known);
        Some(groups)
    }

    /// The end of the log at which memory may be told now.
    fn told_at(&self) -> Option<End> {
        let Pool { memory, lease, .. } = &*self.pool;
        // What is said of a tenant that was never found is found out by a transaction.
        let may_tell =
            self.transaction.is_none() && lease.is_good() && memory.place(self.tenant).is_some();
        may_tell.then(|| memory.latest()).filter(|latest| self.holds(*latest))
    }

    /// Whether all that was told is so at an end of the log.
    fn holds(&self, at: End) -> bool {
        let memory = &self.pool.memory;
        self.users.iter().all(|user| memory.knows_user(user, at))
            && self.accounts.iter().all(|account| memory.knows_account(account, at))
            && self.members.iter().all(|member| memory.knows_member(member, at))
    }
}
