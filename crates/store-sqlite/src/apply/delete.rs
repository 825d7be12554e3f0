//! Deleting a user or a group.

use directory::model::{Kind, ResourceId};
use jiff::Timestamp;

use super::confines::Confines;
use super::resource::Found;
use super::{Outcome, index, membership, resource, tally, unique};

/// Deletes a resource, everything it is found by, and its memberships.
pub(super) fn delete(
    confines: &Confines<'_>,
    kind: Kind,
    id: ResourceId,
    expect: u64,
    at: Timestamp,
) -> Outcome {
    let Found { no, keys, .. } = resource::found(confines, kind, id, expect)?;
    unique::release(confines, no, &keys.unique)?;
    index::remove(confines, kind, no, &keys.index)?;
    membership::leave_each(confines, no, at)?;
    if kind == Kind::Group {
        membership::dissolve(confines, no)?;
    }
    confines.connection.prepare_cached("DELETE FROM resource WHERE no = ?")?.execute([no])?;
    tally::remove(confines, kind, no)
}
