//! How members come and go, and how the group and they count it.

use std::collections::BTreeSet;

use directory::model::{Kind, ResourceId};
use directory::store::{CommitError, Position, Tenant};
use jiff::{SignedDuration, Timestamp};

use super::apply::Outcome;
use super::state::State;

impl State {
    pub(super) fn change_members(
        &mut self,
        tenant: Tenant,
        group: ResourceId,
        added: &[ResourceId],
        removed: &[ResourceId],
        at: Option<Timestamp>,
    ) -> Outcome {
        let (directory, group) = self.found(tenant, Kind::Group, group)?;
        let place = |id: &ResourceId| self.place_of_any(directory, *id);
        let joining: Option<BTreeSet<Position>> = added.iter().map(place).collect();
        let joining = joining.ok_or(CommitError::Conflict)?;
        let leaving: BTreeSet<Position> = removed.iter().filter_map(place).collect();

        let mut before = BTreeSet::new();
        let mut after = BTreeSet::new();
        self.change(group, |group| {
            before.clone_from(&group.members);
            after = before.union(&joining).copied().collect();
            after.retain(|member| !leaving.contains(member));
            group.members.clone_from(&after);
        })?;
        for mover in before.symmetric_difference(&after) {
            self.count(*mover)?;
        }
        at.map_or(Ok(()), |at| self.touch(group, at))
    }

    /// Takes a resource out of every group it is a member of, and touches each.
    pub(super) fn leave_all(&mut self, member: Position, at: Timestamp) -> Outcome {
        let groups: Vec<Position> = self
            .resources
            .iter()
            .filter(|(_, resource)| resource.members.contains(&member))
            .map(|(place, _)| *place)
            .collect();
        for group in groups {
            self.change(group, |group| {
                group.members.remove(&member);
            })?;
            self.touch(group, at)?;
        }
        Ok(())
    }

    /// Counts for each of these that a group they were in is gone. One that was in itself is gone, too.
    pub(super) fn lose_their_group(&mut self, members: &BTreeSet<Position>) -> Outcome {
        for member in members {
            if self.resources.contains_key(member) {
                self.count(*member)?;
            }
        }
        Ok(())
    }

    /// Counts a change of the resource that is not its own: its time stays.
    fn count(&mut self, place: Position) -> Outcome {
        self.change(place, |resource| resource.record.version += 1)
    }

    /// Counts a change of the resource. Its time never stands still, nor goes back.
    pub(super) fn touch(&mut self, place: Position, at: Timestamp) -> Outcome {
        self.count(place)?;
        self.change(place, |resource| {
            let record = &mut resource.record;
            let after = record.modified.saturating_add(SignedDuration::from_micros(1));
            record.modified = after.map_or(at, |after| after.max(at));
        })
    }
}
