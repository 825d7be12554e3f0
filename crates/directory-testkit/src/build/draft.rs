//! Users and groups with their keys, before they are written.

use std::collections::BTreeSet;

use directory::model::{AccountId, Kind, Record, ResourceId};
use directory::store::{IndexEntry, UniqueKey, UniqueScope, Write};
use jiff::Timestamp;

use super::{at, id};

/// The attribute under which a [`Draft`] has its name, unique in the directory and indexed. Stores know no
/// attributes, so this number means nothing beyond these tests.
pub const NAME: u16 = 1;

/// An indexed attribute of several values.
pub const EMAIL: u16 = 2;

/// A user or a group with its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The resource.
    pub record: Record,
    /// Its unique keys.
    pub unique: BTreeSet<UniqueKey>,
    /// Its index entries.
    pub index: BTreeSet<IndexEntry>,
}

impl Draft {
    /// A user with the id of that number. Its name is unique in the directory, and indexed.
    pub fn user(n: u64, name: &str) -> Self {
        Self::bare(Kind::User, n, name).unique(UniqueScope::Directory, NAME, name).index(NAME, name)
    }

    /// A group with the id of that number. Its name is indexed, and not unique.
    pub fn group(n: u64, name: &str) -> Self {
        Self::bare(Kind::Group, n, name).index(NAME, name)
    }

    /// A resource without keys.
    pub fn bare(kind: Kind, n: u64, name: &str) -> Self {
        let id: ResourceId = id(n);
        let record = Record {
            kind,
            id,
            version: 1,
            created: at(0),
            modified: at(0),
            name: name.to_owned(),
            account: None,
            body: body(id, name),
        };
        Self { record, unique: BTreeSet::new(), index: BTreeSet::new() }
    }

    /// With one more unique key.
    #[must_use]
    pub fn unique(mut self, scope: UniqueScope, attribute: u16, value: &str) -> Self {
        self.unique.insert(UniqueKey { scope, attribute, value: value.as_bytes().to_vec() });
        self
    }

    /// With one more index entry.
    #[must_use]
    pub fn index(mut self, attribute: u16, value: impl AsRef<[u8]>) -> Self {
        self.index.insert(IndexEntry { attribute, value: value.as_ref().to_vec() });
        self
    }

    /// Linked to an account.
    #[must_use]
    pub fn linked(mut self, account: AccountId) -> Self {
        self.record.account = Some(account);
        self
    }

    /// The same resource one version later, under another name. Keys other than those of the name stay.
    #[must_use]
    pub fn renamed(&self, name: &str, modified: Timestamp) -> Self {
        let mut next = self.clone();
        next.record.version += 1;
        next.record.modified = modified;
        name.clone_into(&mut next.record.name);
        next.record.body = body(self.id(), name);
        let named_uniquely = next.unique.iter().any(|key| key.attribute == NAME);
        next.unique.retain(|key| key.attribute != NAME);
        next.index.retain(|entry| entry.attribute != NAME);
        if named_uniquely {
            next = next.unique(UniqueScope::Directory, NAME, name);
        }
        next.index(NAME, name)
    }

    /// The same resource after so many moves: groups it joined or left count in its version, not in its time.
    #[must_use]
    pub fn moved(&self, times: u64) -> Self {
        let mut next = self.clone();
        next.record.version += times;
        next
    }

    /// Its id.
    pub const fn id(&self) -> ResourceId {
        self.record.id
    }

    /// The write that makes it.
    pub fn insert(&self) -> Write {
        Write::Insert {
            record: self.record.clone().into(),
            unique: self.unique.iter().cloned().collect(),
            index: self.index.iter().cloned().collect(),
        }
    }

    /// The write that makes `next` of it.
    pub fn update(&self, next: &Self) -> Write {
        Write::Update {
            record: next.record.clone().into(),
            expect: self.record.version,
            unique_released: self.unique.difference(&next.unique).cloned().collect(),
            unique_taken: next.unique.difference(&self.unique).cloned().collect(),
            index_removed: self.index.difference(&next.index).cloned().collect(),
            index_added: next.index.difference(&self.index).cloned().collect(),
        }
    }

    /// The write by which it is found by the index entries of `next` from now on, and stays as it is.
    pub fn reindex(&self, next: &Self) -> Write {
        Write::Reindex {
            kind: self.record.kind,
            id: self.record.id,
            expect: self.record.version,
            index_removed: self.index.difference(&next.index).cloned().collect(),
            index_added: next.index.difference(&self.index).cloned().collect(),
        }
    }

    /// The write that deletes it, at the version the draft has.
    pub const fn delete(&self, at: Timestamp) -> Write {
        Write::Delete {
            kind: self.record.kind,
            id: self.record.id,
            expect: self.record.version,
            at,
        }
    }

    /// The write by which users and groups join and leave this group.
    pub fn members(&self, added: &[&Self], removed: &[&Self], at: Timestamp) -> Write {
        let ids = |members: &[&Self]| members.iter().map(|member| member.id()).collect();
        Write::Members {
            group: self.id(),
            added: ids(added),
            removed: ids(removed),
            expect: None,
            at: Some(at),
        }
    }

    /// The write by which this user leaves every group.
    pub const fn leave_all_groups(&self, at: Timestamp) -> Write {
        Write::LeaveAllGroups { user: self.id(), at }
    }

    /// The write that links this user, at the version the draft has, to another account or to none.
    pub const fn relink(&self, account: Option<AccountId>, at: Timestamp) -> Write {
        Write::Relink { user: self.id(), expect: self.record.version, account, at }
    }
}

fn body(id: ResourceId, name: &str) -> Vec<u8> {
    serde_json::json!({ "id": id, "name": name }).to_string().into_bytes()
}
