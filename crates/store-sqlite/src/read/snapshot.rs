//! The port's snapshot.

use std::collections::HashSet;
use std::future::ready;
use std::sync::Arc;

use directory::model::{
    Account, AccountId, DirectoryId, Domain, Kind, Link, LogEntry, Named, Record, ResourceId,
    RunId, RunRecord, RunStep,
};
use directory::store::{
    BoxFuture, Candidates, IndexEntry, Page, Position, RunSelection, Selection, Snapshot,
    StoreError, Tenant, UniqueKey,
};
use rusqlite::Connection;

use super::groups::{Groups, groups_of};
use super::lately::Lately;
use super::tenant::Place;
use super::{accounts, domains, find_any, keys_of, log, members, record, runs, select, unique};
use crate::error::failed;
use crate::pool::{Pool, Reader};

/// One tenant, as it was when the snapshot was taken.
#[derive(Debug)]
pub(crate) struct ReadSnapshot {
    reader: Reader,
    place: Place,
    lately: Lately,
    groups: Groups,
}

impl ReadSnapshot {
    /// Takes a snapshot. Finding the tenant is the first read, which settles what the others see.
    pub(crate) fn take(pool: &Arc<Pool>, tenant: Tenant) -> rusqlite::Result<Self> {
        let reader = pool.begin()?;
        let place = pool.places.find(reader.connection()?, tenant)?;
        Ok(Self { reader, place, lately: Lately::default(), groups: Groups::default() })
    }

    fn read<'a, T: Send + 'a>(
        &self,
        doing: &'static str,
        read: impl FnOnce(&Connection, &Place) -> rusqlite::Result<T>,
    ) -> BoxFuture<'a, Result<T, StoreError>> {
        let read = self.reader.connection().and_then(|connection| read(connection, &self.place));
        Box::pin(ready(read.map_err(|e| failed(doing, e))))
    }
}

impl Snapshot for ReadSnapshot {
    fn record(
        &mut self,
        kind: Kind,
        id: ResourceId,
    ) -> BoxFuture<'_, Result<Option<Record>, StoreError>> {
        self.read("reading a resource", |c, place| {
            let found = record::record(c, place.directory, kind, id)?;
            if let Some(found) = &found {
                self.lately.one(found);
            }
            Ok(found.map(|(_, record)| record))
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
        self.read("listing resources", |c, place| {
            let page = select::select(c, place.directory, kind, selection)?;
            self.lately.page(&page);
            Ok(page)
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

    fn groups_of(&mut self, member: ResourceId) -> BoxFuture<'_, Result<Vec<Named>, StoreError>> {
        self.read("listing the groups of a member", |c, place| {
            let number = match self.lately.number(member) {
                None => find_any(c, place.directory, member)?.map(|(number, _)| number),
                Some(number) => match self.lately.end_of_page() {
                    Some(last) => return self.groups.of_next(c, place.directory, number, last),
                    None => Some(number),
                },
            };
            number.map_or_else(|| Ok(Vec::new()), |no| groups_of(c, place.directory, no))
        })
    }

    fn account(&mut self, id: AccountId) -> BoxFuture<'_, Result<Option<Account>, StoreError>> {
        self.read("reading an account", |c, place| accounts::account(c, place.organization, id))
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
