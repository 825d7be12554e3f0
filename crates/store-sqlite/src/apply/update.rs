//! Updating a user or a group, and what it is found by.

use directory::model::{AccountId, Kind, Record, ResourceId};
use directory::store::{IndexEntry, UniqueKey};

use super::confines::Confines;
use super::resource::Found;
use super::{Outcome, index, resource, unique};
use crate::packed::Keys;
use crate::stored::Stored;

/// What changes of the keys of a resource.
pub(super) struct KeyEdit<'a> {
    pub(super) unique_released: &'a [UniqueKey],
    pub(super) unique_taken: &'a [UniqueKey],
    pub(super) index_removed: &'a [IndexEntry],
    pub(super) index_added: &'a [IndexEntry],
}

impl KeyEdit<'_> {
    fn is_empty(&self) -> bool {
        self.unique_released.is_empty()
            && self.unique_taken.is_empty()
            && self.index_removed.is_empty()
            && self.index_added.is_empty()
    }

    fn apply_to(&self, keys: &mut Keys) {
        keys.unique.retain(|key| !self.unique_released.contains(key));
        keys.unique.extend_from_slice(self.unique_taken);
        keys.index.retain(|entry| !self.index_removed.contains(entry));
        keys.index.extend_from_slice(self.index_added);
        keys.index.sort();
        keys.index.dedup();
    }

    /// Keys and entries go before others come.
    fn write(&self, confines: &Confines<'_>, kind: Kind, no: i64) -> Outcome {
        unique::release(confines, no, self.unique_released)?;
        unique::take(confines, no, self.unique_taken)?;
        index::remove(confines, kind, no, self.index_removed)?;
        index::add(confines, kind, no, self.index_added)
    }
}

/// Updates a resource and what it is found by.
///
/// Each column that is set costs its index two searches, changed or not: so the account is set where it changes,
/// and when the resource was created never changes.
pub(super) fn update(
    confines: &Confines<'_>,
    record: &Record,
    expect: u64,
    edit: &KeyEdit<'_>,
) -> Outcome {
    let Found { no, account, mut keys } =
        resource::found(confines, record.kind, record.id, expect)?;
    // The packed keys are rewritten only if they change.
    let changed = (!edit.is_empty()).then(|| {
        edit.apply_to(&mut keys);
        Stored(&keys)
    });
    confines
        .connection
        .prepare_cached(
            "UPDATE resource
            SET version = ?,
                modified = ?,
                name = ?,
                keys = coalesce(?, keys),
                body = ?
            WHERE no = ?",
        )?
        .execute((
            Stored(record.version),
            Stored(record.modified),
            &record.name,
            changed,
            &record.body,
            no,
        ))?;
    if account != record.account {
        link(confines, no, record.account)?;
    }
    edit.write(confines, record.kind, no)
}

/// Links a resource to an account of the organization, or to none.
pub(super) fn link(confines: &Confines<'_>, no: i64, account: Option<AccountId>) -> Outcome {
    let account = confines.account(account)?;
    confines
        .connection
        .prepare_cached("UPDATE resource SET account = ? WHERE no = ?")?
        .execute((account, no))?;
    Ok(())
}

/// Changes what a resource is found by, and nothing of the resource.
pub(super) fn reindex(
    confines: &Confines<'_>,
    (kind, id): (Kind, ResourceId),
    expect: u64,
    index_removed: &[IndexEntry],
    index_added: &[IndexEntry],
) -> Outcome {
    let Found { no, mut keys, .. } = resource::found(confines, kind, id, expect)?;
    let edit = KeyEdit { unique_released: &[], unique_taken: &[], index_removed, index_added };
    edit.apply_to(&mut keys);
    confines
        .connection
        .prepare_cached("UPDATE resource SET keys = ? WHERE no = ?")?
        .execute((Stored(&keys), no))?;
    edit.write(confines, kind, no)
}
