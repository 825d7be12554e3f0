//! What one tenant sees of a state.

use std::collections::HashSet;
use std::sync::Arc;

use directory::model::{
    Account, AccountId, Directory, DirectoryId, Domain, Kind, Link, LogEntry, Named, ResourceId,
    RunId, RunRecord, RunStep, email_key,
};
use directory::store::{
    BoxFuture, Candidates, IndexEntry, KeyRange, Page, Position, RunSelection, Selection,
    SharedRecord, Snapshot, Span, StoreError, Tenant, UniqueKey,
};
use jiff::Timestamp;

use super::ready;
use super::state::{Resource, State};

type Answer<'a, T> = BoxFuture<'a, Result<T, StoreError>>;

pub(super) struct ModelSnapshot {
    state: Arc<State>,
    tenant: Tenant,
}

impl ModelSnapshot {
    pub(super) const fn new(state: Arc<State>, tenant: Tenant) -> Self {
        Self { state, tenant }
    }

    /// The tenant's directory, if its organization owns it.
    fn directory(&self) -> Option<&Directory> {
        let directory = self.state.directory(self.tenant.directory?)?;
        (directory.organization == self.tenant.organization).then_some(directory)
    }

    fn resources(&self, kind: Kind) -> impl Iterator<Item = (Position, &Resource)> {
        self.directory()
            .into_iter()
            .flat_map(|directory| self.state.resources_of(directory.id))
            .filter(move |(_, resource)| resource.record.kind == kind)
    }

    fn find(&self, kind: Kind, id: ResourceId) -> Option<(Position, &Resource)> {
        self.resources(kind).find(|(_, resource)| resource.record.id == id)
    }

    fn find_any(&self, id: ResourceId) -> Option<(Position, &Resource)> {
        self.find(Kind::User, id).or_else(|| self.find(Kind::Group, id))
    }

    fn candidates(
        &self,
        kind: Kind,
        candidates: &Candidates,
    ) -> impl Iterator<Item = (Position, &Resource)> {
        self.resources(kind).filter(|found| self.is_among(candidates, *found))
    }

    fn is_among(&self, candidates: &Candidates, found: (Position, &Resource)) -> bool {
        let (place, resource) = found;
        match candidates {
            Candidates::All => true,
            Candidates::Id(id) => resource.record.id == *id,
            Candidates::Index { attribute, range } => resource
                .index
                .iter()
                .any(|entry| entry.attribute == *attribute && contains(range, &entry.value)),
            Candidates::GroupsWith(member) => {
                self.find_any(*member).is_some_and(|(member, _)| resource.members.contains(&member))
            }
            Candidates::MembersOf(group) => {
                self.find_any(*group).is_some_and(|(_, group)| group.members.contains(&place))
            }
            Candidates::Created(span) => is_in(*span, resource.record.created),
            Candidates::Modified(span) => is_in(*span, resource.record.modified),
            Candidates::Every(all) => all.iter().all(|one| self.is_among(one, found)),
            Candidates::Any(some) => some.iter().any(|one| self.is_among(one, found)),
            Candidates::None => false,
        }
    }

    /// The members of a group, users and groups together.
    fn members_of(&self, group: ResourceId) -> impl Iterator<Item = (Position, &Resource)> {
        let members = self.find_any(group).map(|(_, group)| &group.members);
        members
            .into_iter()
            .flatten()
            .filter_map(|place| Some((*place, &**self.state.resources.get(place)?)))
    }
}

fn is_in(span: Span, moment: Timestamp) -> bool {
    span.from.is_none_or(|from| moment >= from) && span.to.is_none_or(|to| moment < to)
}

fn contains(range: &KeyRange, value: &[u8]) -> bool {
    match range {
        KeyRange::Equal(key) => value == key,
        KeyRange::Prefix(prefix) => value.starts_with(prefix),
        KeyRange::Between { from, to } => {
            from.as_ref().is_none_or(|from| value >= from.as_slice())
                && to.as_ref().is_none_or(|to| value < to.as_slice())
        }
    }
}

fn named(resource: &Resource) -> Named {
    let record = &resource.record;
    Named { kind: record.kind, id: record.id, name: record.name.clone() }
}

impl Snapshot for ModelSnapshot {
    fn record(&mut self, kind: Kind, id: ResourceId) -> Answer<'_, Option<SharedRecord>> {
        ready(Ok(self.find(kind, id).map(|(_, resource)| resource.record.clone().into())))
    }

    fn holder<'a>(
        &'a mut self,
        key: &'a UniqueKey,
    ) -> Answer<'a, Option<(DirectoryId, ResourceId)>> {
        let directory = self.directory().map(|directory| directory.id);
        ready(Ok(self.state.holder(self.tenant.organization, directory, key)))
    }

    fn select<'a>(&'a mut self, kind: Kind, selection: &'a Selection) -> Answer<'a, Page> {
        let records = self
            .candidates(kind, &selection.candidates)
            .filter(|(place, _)| Some(*place) > selection.after)
            .skip(usize::try_from(selection.skip).unwrap_or(usize::MAX))
            .take(selection.limit)
            .map(|(place, resource)| (place, resource.record.clone().into()))
            .collect();
        ready(Ok(Page { records }))
    }

    fn count<'a>(&'a mut self, kind: Kind, candidates: &'a Candidates) -> Answer<'a, u64> {
        ready(Ok(self.candidates(kind, candidates).map(|_| 1).sum()))
    }

    fn existing<'a>(
        &'a mut self,
        kind: Kind,
        ids: &'a [ResourceId],
    ) -> Answer<'a, HashSet<ResourceId>> {
        let present: HashSet<ResourceId> =
            self.resources(kind).map(|(_, resource)| resource.record.id).collect();
        ready(Ok(ids.iter().filter(|id| present.contains(id)).copied().collect()))
    }

    fn members(
        &mut self,
        group: ResourceId,
        after: Option<Position>,
        limit: usize,
    ) -> Answer<'_, (Vec<Named>, Option<Position>)> {
        let page: Vec<(Position, Named)> = self
            .members_of(group)
            .filter(|(place, _)| Some(*place) > after)
            .take(limit)
            .map(|(place, member)| (place, named(member)))
            .collect();
        let last = page.last().map(|(place, _)| *place);
        ready(Ok((page.into_iter().map(|(_, member)| member).collect(), last)))
    }

    fn members_among<'a>(
        &'a mut self,
        group: ResourceId,
        ids: &'a [ResourceId],
    ) -> Answer<'a, HashSet<ResourceId>> {
        let members: HashSet<ResourceId> =
            self.members_of(group).map(|(_, member)| member.record.id).collect();
        ready(Ok(ids.iter().filter(|id| members.contains(id)).copied().collect()))
    }

    fn groups_of(&mut self, member: ResourceId) -> Answer<'_, Arc<[Named]>> {
        let with_member = Candidates::GroupsWith(member);
        let groups = self.candidates(Kind::Group, &with_member);
        ready(Ok(groups.map(|(_, group)| named(group)).collect()))
    }

    fn account(&mut self, id: AccountId) -> Answer<'_, Option<Account>> {
        ready(Ok(self.state.account(self.tenant.organization, id).cloned()))
    }

    fn account_by_email<'a>(&'a mut self, email: &'a str) -> Answer<'a, Option<Account>> {
        let email = email_key(email);
        let mut accounts = self.state.accounts_of(self.tenant.organization);
        ready(Ok(accounts.find(|account| email_key(&account.email) == email).cloned()))
    }

    fn accounts(&mut self) -> Answer<'_, Vec<Account>> {
        ready(Ok(self.state.accounts_of(self.tenant.organization).cloned().collect()))
    }

    fn links(&mut self, account: AccountId) -> Answer<'_, Vec<Link>> {
        let links = self
            .state
            .resources
            .values()
            .filter(|resource| resource.organization == self.tenant.organization)
            .filter(|resource| resource.record.account == Some(account))
            .map(|resource| Link {
                directory: resource.directory,
                user: resource.record.id,
                account: resource.record.account,
            });
        ready(Ok(links.collect()))
    }

    fn domain<'a>(&'a mut self, name: &'a str) -> Answer<'a, Option<Domain>> {
        let key = (self.tenant.organization, name.to_owned());
        ready(Ok(self.state.domains.get(&key).cloned()))
    }

    fn domains(&mut self) -> Answer<'_, Vec<Domain>> {
        let all = self.state.domains.iter();
        let own = all.filter(|((organization, _), _)| *organization == self.tenant.organization);
        ready(Ok(own.map(|(_, domain)| domain.clone()).collect()))
    }

    fn log(
        &mut self,
        after: Option<Position>,
        limit: usize,
    ) -> Answer<'_, Vec<(Position, LogEntry)>> {
        let entries = (1..)
            .map(Position)
            .zip(&self.state.log)
            .filter(|(_, entry)| entry.organization == self.tenant.organization)
            .filter(|(_, entry)| self.tenant.directory.is_none_or(|id| entry.directory == Some(id)))
            .filter(|(place, _)| Some(*place) > after)
            .take(limit)
            .map(|(place, entry)| (place, LogEntry::clone(entry)));
        ready(Ok(entries.collect()))
    }

    fn log_end(&mut self) -> Answer<'_, Option<Position>> {
        let entries = (1..)
            .map(Position)
            .zip(&self.state.log)
            .filter(|(_, entry)| entry.organization == self.tenant.organization)
            .filter(|(_, entry)| {
                self.tenant.directory.is_none_or(|id| entry.directory == Some(id))
            });
        ready(Ok(entries.map(|(place, _)| place).last()))
    }

    fn run(&mut self, id: RunId) -> Answer<'_, Option<RunRecord>> {
        ready(Ok(self.state.run(self.tenant, id).map(|run| run.record.clone())))
    }

    fn runs<'a>(
        &'a mut self,
        selection: &'a RunSelection,
    ) -> Answer<'a, Vec<(Position, RunRecord)>> {
        ready(Ok(self.state.runs(self.tenant, selection)))
    }

    fn run_steps(&mut self, run: RunId) -> Answer<'_, Vec<RunStep>> {
        let run = self.state.run(self.tenant, run);
        ready(Ok(run.map(|run| run.steps.values().cloned().collect()).unwrap_or_default()))
    }

    fn trigger<'a>(&'a mut self, name: &'a str) -> Answer<'a, Option<String>> {
        let key = (self.tenant.organization, name.to_owned());
        ready(Ok(self.state.triggers.get(&key).cloned()))
    }

    fn keys_of(
        &mut self,
        kind: Kind,
        id: ResourceId,
    ) -> Answer<'_, (Vec<UniqueKey>, Vec<IndexEntry>)> {
        let keys = self.find(kind, id).map(|(_, resource)| {
            (resource.unique.iter().cloned().collect(), resource.index.iter().cloned().collect())
        });
        ready(Ok(keys.unwrap_or_default()))
    }
}
