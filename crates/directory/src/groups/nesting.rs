//! No group contains itself, directly or through others.
//!
//! Before groups join a group, all that it is inside of are looked through: if one of them is among those
//! who join, or the group itself is, a circle would close.
//!
//! # Two changes at once
//!
//! Two changes that are each fine, such as "A joins B" and "B joins A", could close a circle together. So
//! the commit compares the versions of the group and of every group it is inside of: what the decision
//! has looked through. A circle that two changes close goes through a new membership of each; the
//! other's new membership is one of a group that this one has looked through, and joining a group raises the
//! version of who joins. Whichever is committed second finds a version changed, decides again and
//! sees the circle. A change that adds users only compares nothing.

use std::collections::{HashMap, VecDeque};

use super::membership_error::{Chain, MembershipError};
use crate::error::Error;
use crate::model::{Kind, Named, ResourceId};
use crate::store::{Snapshot, Write};

/// How many groups a group may be inside of, for groups to be added to it.
const ABOVE_AT_MOST: usize = 1_000;

/// What must hold when these groups join the group. Refused if a circle would close.
pub(super) async fn guards(
    read: &mut dyn Snapshot,
    group: ResourceId,
    joining: &[ResourceId],
) -> Result<Vec<Write>, Error> {
    let mut guards = Vec::new();
    // Each group the walk has come to, and the one inside it that it came from.
    let mut came_from: HashMap<ResourceId, Option<Named>> = HashMap::from([(group, None)]);
    let mut ahead = VecDeque::from([group]);
    while let Some(id) = ahead.pop_front() {
        let not_found = || Error::NotFound { kind: Kind::Group, id: id.to_string() };
        let record = read.record(Kind::Group, id).await?.ok_or_else(not_found)?;
        let this = Named { kind: Kind::Group, id, name: record.name.clone() };
        if joining.contains(&id) {
            return Err(MembershipError::Cycle(chain(this, &came_from)).into());
        }
        guards.push(Write::Members {
            group: id,
            added: Vec::new(),
            removed: Vec::new(),
            expect: Some(record.version),
            at: None,
        });
        if guards.len() > ABOVE_AT_MOST {
            return Err(MembershipError::TooNested { limit: ABOVE_AT_MOST }.into());
        }
        for parent in read.groups_of(id).await?.iter() {
            came_from.entry(parent.id).or_insert_with(|| {
                ahead.push_back(parent.id);
                Some(this.clone())
            });
        }
    }
    Ok(guards)
}

/// From the outermost group, which would join, down to the group it would join, and round again.
fn chain(outermost: Named, came_from: &HashMap<ResourceId, Option<Named>>) -> Chain {
    let mut down = vec![outermost.clone()];
    let mut next = came_from.get(&outermost.id).and_then(Option::as_ref);
    while let Some(inner) = next {
        down.push(inner.clone());
        next = came_from.get(&inner.id).and_then(Option::as_ref);
    }
    down.push(outermost);
    Chain(down)
}
