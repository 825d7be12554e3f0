//! Members as a difference: who joins and who leaves, folded out of a request without reading the
//! members it does not name.

mod fold;
mod movement;
mod named;
mod selected;

pub(super) use movement::Movement;
pub(super) use named::Naming;
pub(crate) use selected::by_id;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::Value;

use crate::error::Error;
use crate::model::{Kind, ResourceId};
use crate::store::Snapshot;
use crate::view::all_members;

/// The attribute.
pub(super) const MEMBERS: &str = "members";

/// What a request does to the members of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Members {
    /// Whether all who were members before leave first.
    cleared: bool,
    /// Who joins, and as what the client names it.
    added: BTreeMap<ResourceId, Option<Kind>>,
    removed: BTreeSet<ResourceId>,
}

impl Members {
    /// As they are.
    fn unchanged() -> Self {
        Self { cleared: false, added: BTreeMap::new(), removed: BTreeSet::new() }
    }

    /// Exactly the members that a POST or PUT names.
    pub(super) fn exactly(value: Option<&Value>, naming: Naming<'_>) -> Result<Self, Error> {
        let mut members = Self { cleared: true, ..Self::unchanged() };
        members.add(naming.read(value)?);
        Ok(members)
    }

    /// Whether nothing at all is asked for.
    pub(super) fn is_empty(&self) -> bool {
        !self.cleared && self.added.is_empty() && self.removed.is_empty()
    }

    fn add(&mut self, members: Vec<named::Named>) {
        for named in members {
            self.removed.remove(&named.id);
            self.added.insert(named.id, named.claimed);
        }
    }

    fn remove(&mut self, members: impl IntoIterator<Item = ResourceId>) {
        for member in members {
            self.added.remove(&member);
            if !self.cleared {
                self.removed.insert(member);
            }
        }
    }

    fn clear(&mut self) {
        *self = Self { cleared: true, ..Self::unchanged() };
    }

    /// Who joins and who leaves, against the members there are. Everyone who is named must be a user of
    /// the directory, or a group where groups nest.
    pub(super) async fn movement(
        &self,
        read: &mut dyn Snapshot,
        group: ResourceId,
        naming: Naming<'_>,
    ) -> Result<Movement, Error> {
        let added = self.added.keys().copied();
        let (joined, left) = if self.cleared {
            let present: HashSet<ResourceId> =
                all_members(read, group).await?.into_iter().map(|member| member.id).collect();
            let joined = added.filter(|id| !present.contains(id)).collect();
            let mut left: Vec<ResourceId> =
                present.into_iter().filter(|id| !self.added.contains_key(id)).collect();
            left.sort_unstable();
            (joined, left)
        } else {
            let named: Vec<ResourceId> =
                added.clone().chain(self.removed.iter().copied()).collect();
            let present = read.members_among(group, &named).await?;
            let joined = added.filter(|id| !present.contains(id)).collect();
            let left = self.removed.iter().copied().filter(|id| present.contains(id)).collect();
            (joined, left)
        };
        let mut movement = Movement { joined, left, guards: Vec::new() };
        movement.check(read, Some(group), &self.added, naming).await?;
        Ok(movement)
    }

    /// Who joins a group that is about to be created.
    pub(super) async fn of_new_group(
        &self,
        read: &mut dyn Snapshot,
        naming: Naming<'_>,
    ) -> Result<Movement, Error> {
        let joined = self.added.keys().copied().collect();
        let mut movement = Movement { joined, ..Movement::default() };
        movement.check(read, None, &self.added, naming).await?;
        Ok(movement)
    }
}
