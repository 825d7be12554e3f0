//! The port's snapshot.

use std::collections::HashSet;
use std::future::ready;
use std::sync::Arc;

use directory::model::{
    Account, AccountId, DirectoryId, Domain, Kind, Link, LogEntry, Named, ResourceId, RunId,
    RunRecord, RunStep,
};
use directory::store::{
    BoxFuture, Candidates, IndexEntry, Page, Position, RunSelection, Selection, SharedRecord,
    Snapshot, StoreError, Tenant, UniqueKey,
};
use rusqlite::Connection;

use super::glance::Glance;
use super::groups::Groups;
use super::lately::{Lately, Recent};
use super::resources::Resources;
use super::tenant::Place;
use super::transaction::Transaction;
use super::{accounts, domains, keys_of, log, members, runs, select, unique};
use crate::error::failed;
use crate::pool::Pool;

/// One tenant, as it was at one moment.
#[derive(Debug)]
pub(crate) struct ReadSnapshot {
    glance: Glance,
    lately: Lately,
    groups: Groups,
}

impl ReadSnapshot {
    /// Takes a snapshot.
    pub(crate) fn take(pool: &Arc<Pool>, tenant: Tenant) -> Result<Self, StoreError> {
        let mut snapshot = Self::glance(pool, tenant);
        snapshot.glance.transaction("beginning to read")?;
        Ok(snapshot)
    }

    /// A snapshot that tells what is in memory, and begins its transaction when something else is asked for.
    pub(crate) fn glance(pool: &Arc<Pool>, tenant: Tenant) -> Self {
        let glance = Glance::new(pool, tenant);
        Self { glance, lately: Lately::default(), groups: Groups::default() }
    }

    fn read<'a, T: Send + 'a>(
        &mut self,
        doing: &'static str,
        read: impl FnOnce(&Connection, &Place) -> rusqlite::Result<T>,
    ) -> BoxFuture<'a, Result<T, StoreError>> {
        self.read_in(doing, |transaction, _, _| read(transaction.connection()?, &transaction.place))
    }

    fn read_in<'a, T: Send + 'a>(
        &mut self,
        doing: &'static str,
        read: impl FnOnce(&Transaction, &Lately, &Groups) -> rusqlite::Result<T>,
    ) -> BoxFuture<'a, Result<T, StoreError>> {
        let Self { glance, lately, groups } = self;
        let read = glance.transaction(doing).and_then(|transaction| {
            read(transaction, lately, groups).map_err(|error| failed(doing, error))
        });
        Box::pin(ready(read))
    }
}

impl Snapshot for ReadSnapshot {
    fn record(
        &mut self,
        kind: Kind,
        id: ResourceId,
    ) -> BoxFuture<'_, Result<Option<SharedRecord>, StoreError>> {
        let known = if kind == Kind::User { self.glance.user(id) } else { None };
        if let Some(user) = known {
            let record = user.record().clone();
            self.lately.one(user.into());
            return Box::pin(ready(Ok(Some(record))));
        }
        self.read_in("reading a resource", |transaction, lately, _| {
            Resources { transaction, lately }.by_id(kind, id)
        })
    }

    fn holder<'a>(
        &'a mut self,
        key: &'a UniqueKey,
    ) -> BoxFuture<'a, Result<Option<(DirectoryId, ResourceId)>, StoreError>> {
        self.read("reading a unique key", |c, place| {
            Ok(unique::holder(c, place, key)?.map(|holder| (holder.directory, holder.id)))
        })
    }

    fn select<'a>(
        &'a mut self,
        kind: Kind,
        selection: &'a Selection,
    ) -> BoxFuture<'a, Result<Page, StoreError>> {
        self.read_in("listing resources", |transaction, lately, _| {
            Resources { transaction, lately }.page(kind, selection)
        })
    }

    fn count<'a>(
        &'a mut self,
        kind: Kind,
        candidates: &'a Candidates,
    ) -> BoxFuture<'a, Result<u64, StoreError>> {
        self.read("counting resources", |c, place| {
            select::count(c, place.directory, kind, candidates)
        })
    }

    fn existing<'a>(
        &'a mut self,
        kind: Kind,
        ids: &'a [ResourceId],
    ) -> BoxFuture<'a, Result<HashSet<ResourceId>, StoreError>> {
        self.read("looking for resources", |c, place| {
            members::existing(c, place.directory, kind, ids)
        })
    }

    fn members(
        &mut self,
        group: ResourceId,
        after: Option<Position>,
        limit: usize,
    ) -> BoxFuture<'_, Result<(Vec<Named>, Option<Position>), StoreError>> {
        self.read("listing members", |c, place| {
            members::members(c, place.directory, group, after, limit)
        })
    }

    fn members_among<'a>(
        &'a mut self,
        group: ResourceId,
        ids: &'a [ResourceId],
    ) -> BoxFuture<'a, Result<HashSet<ResourceId>, StoreError>> {
        self.read("looking for members", |c, place| {
            members::members_among(c, place.directory, group, ids)
        })
    }

    fn groups_of(&mut self, member: ResourceId) -> BoxFuture<'_, Result<Arc<[Named]>, StoreError>> {
        let recent = self.lately.next(member);
        if let Some(groups) = recent.as_ref().and_then(Recent::groups) {
            return Box::pin(ready(Ok(groups)));
        }
        if recent.is_none()
            && let Some(groups) = self.glance.groups_of(member)
        {
            return Box::pin(ready(Ok(groups)));
        }
        self.read_in("listing the groups of a member", |transaction, lately, groups| {
            groups.of(transaction, member, recent, lately.end_of_page())
        })
    }

    fn account(&mut self, id: AccountId) -> BoxFuture<'_, Result<Option<Account>, StoreError>> {
        if let Some(account) = self.glance.account(id) {
            return Box::pin(ready(Ok(Some(account))));
        }
        self.read_in("reading an account", |transaction, _, _| {
            accounts::known_account(transaction, id)
        })
    }

    fn account_by_email<'a>(
        &'a mut self,
        email: &'a str,
    ) -> BoxFuture<'a, Result<Option<Account>, StoreError>> {
        self.read("reading an account", |c, place| {
            accounts::account_by_email(c, place.organization, email)
        })
    }

    fn accounts(&mut self) -> BoxFuture<'_, Result<Vec<Account>, StoreError>> {
        self.read("listing accounts", |c, place| accounts::accounts(c, place.organization))
    }

    fn links(&mut self, account: AccountId) -> BoxFuture<'_, Result<Vec<Link>, StoreError>> {
        self.read("listing the links of an account", |c, place| {
            accounts::links(c, place.organization, account)
        })
    }

    fn domain<'a>(
        &'a mut self,
        name: &'a str,
    ) -> BoxFuture<'a, Result<Option<Domain>, StoreError>> {
        self.read("reading a domain", |c, place| domains::domain(c, place.organization, name))
    }

    fn domains(&mut self) -> BoxFuture<'_, Result<Vec<Domain>, StoreError>> {
        self.read("listing domains", |c, place| domains::domains(c, place.organization))
    }

    fn log(
        &mut self,
        after: Option<Position>,
        limit: usize,
    ) -> BoxFuture<'_, Result<Vec<(Position, LogEntry)>, StoreError>> {
        self.read("reading the log", |c, place| log::log(c, place, after, limit))
    }

    fn log_end(&mut self) -> BoxFuture<'_, Result<Option<Position>, StoreError>> {
        self.read("reading the end of the log", log::end)
    }

    fn run(&mut self, id: RunId) -> BoxFuture<'_, Result<Option<RunRecord>, StoreError>> {
        self.read("reading a run", |c, place| runs::run(c, place, id))
    }

    fn runs<'a>(
        &'a mut self,
        selection: &'a RunSelection,
    ) -> BoxFuture<'a, Result<Vec<(Position, RunRecord)>, StoreError>> {
        self.read("listing runs", |c, place| runs::runs(c, place, selection))
    }

    fn run_steps(&mut self, run: RunId) -> BoxFuture<'_, Result<Vec<RunStep>, StoreError>> {
        self.read("listing the steps of a run", |c, place| runs::steps(c, place, run))
    }

    fn trigger<'a>(
        &'a mut self,
        name: &'a str,
    ) -> BoxFuture<'a, Result<Option<String>, StoreError>> {
        self.read("reading a trigger", |c, place| runs::trigger(c, place, name))
    }

    fn keys_of(
        &mut self,
        kind: Kind,
        id: ResourceId,
    ) -> BoxFuture<'_, Result<(Vec<UniqueKey>, Vec<IndexEntry>), StoreError>> {
        self.read("reading the keys of a resource", |c, place| keys_of::keys_of(c, place, kind, id))
    }
}
