//! Everything the model store holds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use directory::model::{
    Account, AccountId, Directory, DirectoryId, Domain, Key, KeyId, Kind, LogEntry, Organization,
    OrganizationId, Record, ResourceId, RunRecord, RunStep,
};
use directory::store::{IndexEntry, Position, UniqueKey, UniqueScope};

/// A user or a group with everything that is its own.
#[derive(Clone, Debug)]
pub(super) struct Resource {
    pub(super) organization: OrganizationId,
    pub(super) directory: DirectoryId,
    pub(super) record: Record,
    pub(super) unique: BTreeSet<UniqueKey>,
    pub(super) index: BTreeSet<IndexEntry>,
    /// The places of a group's members: users and groups.
    pub(super) members: BTreeSet<Position>,
}

/// A run with its steps, by number.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) organization: OrganizationId,
    pub(super) record: RunRecord,
    pub(super) steps: BTreeMap<u64, RunStep>,
}

/// The whole content of the store. Lists are in the order of creation. Values are shared between copies.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    /// The place given to a resource last. None is given twice.
    pub(super) last: u128,
    pub(super) organizations: Vec<Organization>,
    pub(super) directories: Vec<Directory>,
    /// What is added to the rules of the directories that have a revision above 0.
    pub(super) customizations: BTreeMap<DirectoryId, Vec<u8>>,
    pub(super) keys: Vec<Key>,
    pub(super) accounts: Vec<(OrganizationId, Account)>,
    pub(super) domains: BTreeMap<(OrganizationId, String), Domain>,
    pub(super) resources: BTreeMap<Position, Arc<Resource>>,
    /// An entry's position is its number in this list, from 1.
    pub(super) log: Vec<Arc<LogEntry>>,
    /// A run's position is its number in this list, from 1.
    pub(super) runs: Vec<Arc<Run>>,
    /// How far what starts workflows by itself has come.
    pub(super) triggers: BTreeMap<(OrganizationId, String), String>,
}

impl State {
    pub(super) fn organization(&self, id: OrganizationId) -> Option<&Organization> {
        self.organizations.iter().find(|organization| organization.id == id)
    }

    pub(super) fn directory(&self, id: DirectoryId) -> Option<&Directory> {
        self.directories.iter().find(|directory| directory.id == id)
    }

    pub(super) fn key(&self, id: KeyId) -> Option<&Key> {
        self.keys.iter().find(|key| key.id == id)
    }

    /// Whether the organization owns the directory.
    pub(super) fn owns(&self, organization: OrganizationId, directory: DirectoryId) -> bool {
        self.directory(directory).is_some_and(|found| found.organization == organization)
    }

    pub(super) fn accounts_of(
        &self,
        organization: OrganizationId,
    ) -> impl Iterator<Item = &Account> {
        self.accounts
            .iter()
            .filter(move |(owner, _)| *owner == organization)
            .map(|(_, account)| account)
    }

    pub(super) fn account(&self, organization: OrganizationId, id: AccountId) -> Option<&Account> {
        self.accounts_of(organization).find(|account| account.id == id)
    }

    /// The users and groups of a directory.
    pub(super) fn resources_of(
        &self,
        directory: DirectoryId,
    ) -> impl Iterator<Item = (Position, &Resource)> {
        self.resources
            .iter()
            .filter(move |(_, resource)| resource.directory == directory)
            .map(|(place, resource)| (*place, &**resource))
    }

    /// The place of the user or group of that id.
    pub(super) fn place(
        &self,
        directory: DirectoryId,
        kind: Kind,
        id: ResourceId,
    ) -> Option<Position> {
        self.resources_of(directory)
            .find(|(_, resource)| resource.record.kind == kind && resource.record.id == id)
            .map(|(place, _)| place)
    }

    /// The place of the resource of that id, whatever it is.
    pub(super) fn place_of_any(&self, directory: DirectoryId, id: ResourceId) -> Option<Position> {
        let place = |kind| self.place(directory, kind, id);
        place(Kind::User).or_else(|| place(Kind::Group))
    }

    /// Who holds a unique key: in the directory, or anywhere in its organization, as the key's scope says.
    pub(super) fn holder(
        &self,
        organization: OrganizationId,
        directory: Option<DirectoryId>,
        key: &UniqueKey,
    ) -> Option<(DirectoryId, ResourceId)> {
        self.resources
            .values()
            .filter(|resource| resource.organization == organization)
            .filter(|resource| match key.scope {
                UniqueScope::Directory => Some(resource.directory) == directory,
                UniqueScope::Organization => true,
            })
            .find(|resource| resource.unique.contains(key))
            .map(|resource| (resource.directory, resource.record.id))
    }
}
