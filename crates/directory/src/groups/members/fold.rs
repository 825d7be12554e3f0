//! The steps of a PATCH, folded into who shall be in and who shall be out.

use scim::filter::Filter;
use scim::patch::{Operation, PatchError, Step};
use scim::path::Path;
use serde_json::Value;

use super::{MEMBERS, Members, Naming, by_id, named};
use crate::caller::Caller;
use crate::error::Error;
use crate::model::ResourceId;
use crate::store::Snapshot;
use crate::view::{Neighbour, all_members, member_of_id};

impl Members {
    /// Folds the steps of a PATCH that concern members, in order. Members are read only if a step
    /// selects them by something else than their id.
    pub(in crate::groups) async fn fold(
        read: &mut dyn Snapshot,
        caller: &Caller,
        group: ResourceId,
        steps: &[Step<'_>],
        naming: Naming<'_>,
    ) -> Result<Self, Error> {
        let mut members = Self::unchanged();
        for step in steps {
            match (&step.path, step.operation) {
                (Path::Attribute(_), Operation::Add) => {
                    members.add(naming.read(step.value.as_ref())?);
                }
                (Path::Attribute(_), Operation::Replace) => {
                    members.clear();
                    members.add(naming.read(step.value.as_ref())?);
                }
                (Path::Attribute(_), Operation::Remove) => match &step.value {
                    None | Some(Value::Null) => members.clear(),
                    Some(listed) => members.remove(named::ids(listed)),
                },
                (Path::Values { filter, .. }, Operation::Remove) => {
                    members.remove_selected(read, caller, group, filter).await?;
                }
                (Path::Values { .. } | Path::Extension(_), _) => {
                    return Err(immutable(step).into());
                }
            }
        }
        Ok(members)
    }

    async fn remove_selected(
        &mut self,
        read: &mut dyn Snapshot,
        caller: &Caller,
        group: ResourceId,
        filter: &Filter<'_>,
    ) -> Result<(), Error> {
        let candidates = match by_id(filter) {
            Some(selected) if selected.exact => {
                self.remove(selected.ids);
                return Ok(());
            }
            Some(selected) => selected.ids,
            None => self.added.keys().copied().collect(),
        };
        let mut matching = Vec::new();
        let matches = |member: &Neighbour| filter.matches_element(&member.to_value(caller));
        for id in candidates {
            let member = member_of_id(read, id).await?;
            matching.extend(member.filter(matches).map(|member| member.named.id));
        }
        if !self.cleared && by_id(filter).is_none() {
            let all = all_members(read, group).await?.into_iter().map(Neighbour::member);
            matching.extend(all.filter(matches).map(|member| member.named.id));
        }
        self.remove(matching);
        Ok(())
    }
}

fn immutable(step: &Step<'_>) -> PatchError {
    PatchError::Mutability {
        index: step.index,
        path: MEMBERS.to_owned(),
        problem: "can only be added and removed; a member itself cannot be changed",
    }
}
