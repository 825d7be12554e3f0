//! How a change is applied: its writes in order, then its log entries, stopping at the first that can't be.

use std::collections::BTreeSet;
use std::sync::Arc;

use directory::model::{
    Account, AccountId, Directory, DirectoryId, Domain, Key, KeyId, Kind, LogEntry, Organization,
    Record, ResourceId, email_key,
};
use directory::store::{
    Change, CommitError, IndexEntry, Position, Precondition, Tenant, UniqueKey, Write,
};
use jiff::Timestamp;

use super::state::{Resource, State};

pub(super) type Outcome = Result<(), CommitError>;

/// Holds, or the change is in conflict with what is there.
pub(super) fn require(holds: bool) -> Outcome {
    if holds { Ok(()) } else { Err(CommitError::Conflict) }
}

impl State {
    /// Applies a change. After an error the state is in the middle of it and must be thrown away.
    pub(super) fn apply(&mut self, change: Change) -> Outcome {
        for write in change.writes {
            self.write(change.tenant, write)?;
        }
        for entry in change.log {
            self.note(change.tenant, entry)?;
        }
        Ok(())
    }

    fn write(&mut self, tenant: Tenant, write: Write) -> Outcome {
        match write {
            Write::Organization(organization) => self.add_organization(tenant, organization),
            Write::Directory(directory) => self.add_directory(tenant, directory),
            Write::Domain(domain) => self.add_domain(tenant, domain),
            Write::Key(key) => self.add_key(tenant, key),
            Write::RevokeKey { id, at } => self.revoke_key(tenant, id, at),
            Write::Account { account, expect } => self.put_account(tenant, account, expect),
            Write::Insert { record, unique, index } => {
                self.insert(tenant, record.into_record(), unique, index)
            }
            Write::Update {
                record,
                expect,
                unique_released,
                unique_taken,
                index_removed,
                index_added,
            } => {
                let (directory, place) = self.at_version(tenant, record.kind, record.id, expect)?;
                self.require_account(tenant, record.account)?;
                self.change(place, |resource| {
                    resource.record =
                        Record { created: resource.record.created, ..record.into_record() };
                    resource.unique.retain(|key| !unique_released.contains(key));
                    resource.index.retain(|entry| !index_removed.contains(entry));
                    resource.index.extend(index_added);
                })?;
                self.take(tenant, directory, place, unique_taken)
            }
            Write::Delete { kind, id, expect, at } => {
                let (_, place) = self.at_version(tenant, kind, id, expect)?;
                self.leave_all(place, at)?;
                let deleted = self.resources.remove(&place).ok_or(CommitError::Conflict)?;
                self.lose_their_group(&deleted.members)
            }
            Write::Members { group, added, removed, expect, at } => {
                if let Some(version) = expect {
                    self.at_version(tenant, Kind::Group, group, version)?;
                }
                self.change_members(tenant, group, &added, &removed, at)
            }
            Write::LeaveAllGroups { user, at } => {
                let (_, place) = self.found(tenant, Kind::User, user)?;
                self.leave_all(place, at)
            }
            Write::Reindex { kind, id, expect, index_removed, index_added } => {
                let (_, place) = self.at_version(tenant, kind, id, expect)?;
                self.change(place, |resource| {
                    resource.index.retain(|entry| !index_removed.contains(entry));
                    resource.index.extend(index_added);
                })
            }
            Write::Customize { directory, expect, document } => {
                self.customize(tenant, directory, expect, document)
            }
            Write::AtRevision { expect } => {
                let directory = self.require_directory(tenant)?;
                require(self.directory(directory).is_some_and(|found| found.revision == expect))
            }
            Write::Relink { user, expect, account, at } => {
                let (_, place) = self.at_version(tenant, Kind::User, user, expect)?;
                self.require_account(tenant, account)?;
                self.change(place, |resource| resource.record.account = account)?;
                self.touch(place, at)
            }
            Write::Run { run, expect } => self.put_run(tenant, run, expect),
            Write::RunStep { run, step } => self.put_step(tenant, run, step),
            Write::Trigger { name, expect, position } => {
                self.put_trigger(tenant, name, expect.as_deref(), position)
            }
        }
    }

    fn add_organization(&mut self, tenant: Tenant, organization: Organization) -> Outcome {
        require(organization.id == tenant.organization)?;
        require(self.organization(organization.id).is_none())?;
        self.organizations.push(organization);
        Ok(())
    }

    fn add_directory(&mut self, tenant: Tenant, directory: Directory) -> Outcome {
        self.require_organization(tenant)?;
        require(directory.organization == tenant.organization)?;
        require(self.directory(directory.id).is_none())?;
        self.directories.push(directory);
        Ok(())
    }

    fn customize(
        &mut self,
        tenant: Tenant,
        id: DirectoryId,
        expect: u64,
        document: Vec<u8>,
    ) -> Outcome {
        let own = |directory: &&mut Directory| {
            directory.id == id && directory.organization == tenant.organization
        };
        let directory = self.directories.iter_mut().find(own).ok_or(CommitError::Conflict)?;
        require(directory.revision == expect)?;
        directory.revision += 1;
        self.customizations.insert(id, document);
        Ok(())
    }

    fn add_domain(&mut self, tenant: Tenant, domain: Domain) -> Outcome {
        self.require_organization(tenant)?;
        self.domains.entry((tenant.organization, domain.name.clone())).or_insert(domain);
        Ok(())
    }

    fn add_key(&mut self, tenant: Tenant, key: Key) -> Outcome {
        self.require_organization(tenant)?;
        require(key.organization == tenant.organization)?;
        require(key.directory.is_none_or(|directory| self.owns(tenant.organization, directory)))?;
        require(key.user.is_none_or(|user| {
            key.directory.is_some_and(|id| self.place(id, Kind::User, user).is_some())
        }))?;
        require(self.key(key.id).is_none())?;
        self.keys.push(key);
        Ok(())
    }

    fn revoke_key(&mut self, tenant: Tenant, id: KeyId, at: Timestamp) -> Outcome {
        let live = |key: &&mut Key| {
            key.id == id && key.organization == tenant.organization && key.revoked.is_none()
        };
        let key = self.keys.iter_mut().find(live).ok_or(CommitError::Conflict)?;
        key.revoked = Some(at);
        Ok(())
    }

    fn put_account(&mut self, tenant: Tenant, account: Account, expect: Precondition) -> Outcome {
        self.require_organization(tenant)?;
        let email = email_key(&account.email);
        require(
            self.accounts_of(tenant.organization)
                .all(|other| other.id == account.id || email_key(&other.email) != email),
        )?;
        let present = self
            .accounts
            .iter_mut()
            .find(|(owner, other)| *owner == tenant.organization && other.id == account.id);
        match (expect, present) {
            (Precondition::Absent, None) => self.accounts.push((tenant.organization, account)),
            (Precondition::Version(version), Some((_, present))) if present.version == version => {
                *present = account;
            }
            _ => return Err(CommitError::Conflict),
        }
        Ok(())
    }

    fn insert(
        &mut self,
        tenant: Tenant,
        record: Record,
        unique: Vec<UniqueKey>,
        index: Vec<IndexEntry>,
    ) -> Outcome {
        let directory = self.require_directory(tenant)?;
        let taken = |kind| self.place(directory, kind, record.id).is_some();
        require(!taken(Kind::User) && !taken(Kind::Group))?;
        self.require_account(tenant, record.account)?;
        self.last += 1;
        let place = Position(self.last);
        let resource = Resource {
            organization: tenant.organization,
            directory,
            record,
            unique: BTreeSet::new(),
            index: BTreeSet::from_iter(index),
            members: BTreeSet::new(),
        };
        self.resources.insert(place, Arc::new(resource));
        self.take(tenant, directory, place, unique)
    }

    fn take(
        &mut self,
        tenant: Tenant,
        directory: DirectoryId,
        place: Position,
        keys: Vec<UniqueKey>,
    ) -> Outcome {
        for key in keys {
            if let Some(holder) = self.holder(tenant.organization, Some(directory), &key) {
                return Err(CommitError::Taken { key, holder });
            }
            self.change(place, |resource| {
                resource.unique.insert(key);
            })?;
        }
        Ok(())
    }

    fn note(&mut self, tenant: Tenant, entry: LogEntry) -> Outcome {
        self.require_organization(tenant)?;
        require(entry.organization == tenant.organization)?;
        require(entry.directory.is_none_or(|directory| self.owns(tenant.organization, directory)))?;
        self.log.push(Arc::new(entry));
        Ok(())
    }

    pub(super) fn change(&mut self, place: Position, with: impl FnOnce(&mut Resource)) -> Outcome {
        let resource = self.resources.get_mut(&place).ok_or(CommitError::Conflict)?;
        with(Arc::make_mut(resource));
        Ok(())
    }

    pub(super) fn require_organization(&self, tenant: Tenant) -> Outcome {
        require(self.organization(tenant.organization).is_some())
    }

    pub(super) fn require_directory(&self, tenant: Tenant) -> Result<DirectoryId, CommitError> {
        let directory = tenant.directory.ok_or(CommitError::Conflict)?;
        require(self.owns(tenant.organization, directory))?;
        Ok(directory)
    }

    fn require_account(&self, tenant: Tenant, account: Option<AccountId>) -> Outcome {
        require(account.is_none_or(|id| self.account(tenant.organization, id).is_some()))
    }

    pub(super) fn found(
        &self,
        tenant: Tenant,
        kind: Kind,
        id: ResourceId,
    ) -> Result<(DirectoryId, Position), CommitError> {
        let directory = self.require_directory(tenant)?;
        let place = self.place(directory, kind, id).ok_or(CommitError::Conflict)?;
        Ok((directory, place))
    }

    fn at_version(
        &self,
        tenant: Tenant,
        kind: Kind,
        id: ResourceId,
        expect: u64,
    ) -> Result<(DirectoryId, Position), CommitError> {
        let (directory, place) = self.found(tenant, kind, id)?;
        require(self.resources.get(&place).is_some_and(|found| found.record.version == expect))?;
        Ok((directory, place))
    }
}
