//! Who really joins and leaves.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::named::Naming;
use crate::error::Error;
use crate::groups::{MembershipError, nesting};
use crate::model::{Kind, ResourceId};
use crate::store::{Snapshot, Write};

/// Who joins and leaves, and on what that was decided.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::groups) struct Movement {
    /// Who joins.
    pub(super) joined: Vec<ResourceId>,
    /// Who leaves.
    pub(super) left: Vec<ResourceId>,
    /// What must not have changed when groups join.
    pub(super) guards: Vec<Write>,
}

impl Movement {
    /// Whether no one moves.
    pub(in crate::groups) fn is_empty(&self) -> bool {
        self.joined.is_empty() && self.left.is_empty()
    }

    /// Takes what must hold when the movement is committed: it comes before every other write, which may
    /// raise the versions that are compared.
    pub(in crate::groups) fn take_guards(&mut self) -> Vec<Write> {
        std::mem::take(&mut self.guards)
    }

    /// The write for it.
    /// `at` is the time of the change, unless another write of the same change has counted it.
    pub(in crate::groups) fn write(
        &self,
        group: ResourceId,
        expect: Option<u64>,
        at: Option<jiff::Timestamp>,
    ) -> Write {
        let (added, removed) = (self.joined.clone(), self.left.clone());
        Write::Members { group, added, removed, expect, at }
    }

    /// What the log says of it.
    pub(in crate::groups) fn detail(&self) -> Option<Value> {
        (!self.is_empty()).then(|| json!({ "added": self.joined, "removed": self.left }))
    }

    /// Checks that all who are named can be members, and that no circle of groups comes of it. A group
    /// that does not exist yet contains nothing and is in nothing.
    pub(super) async fn check(
        &mut self,
        read: &mut dyn Snapshot,
        group: Option<ResourceId>,
        named: &BTreeMap<ResourceId, Option<Kind>>,
        naming: Naming<'_>,
    ) -> Result<(), Error> {
        let ids: Vec<ResourceId> = named.keys().copied().collect();
        let users = read.existing(Kind::User, &ids).await?;
        let rest: Vec<ResourceId> = ids.into_iter().filter(|id| !users.contains(id)).collect();
        let groups = if naming.is_nested() && !rest.is_empty() {
            read.existing(Kind::Group, &rest).await?
        } else {
            std::collections::HashSet::new()
        };
        if let Some(unknown) = rest.iter().find(|id| !groups.contains(id)) {
            return Err(naming.unknown(unknown.to_string()));
        }
        for (&id, claimed) in named {
            let is = if groups.contains(&id) { Kind::Group } else { Kind::User };
            if let Some(claimed) = claimed.filter(|claimed| *claimed != is) {
                return Err(MembershipError::OtherKind { id, claimed, is }.into());
            }
        }
        let joining: Vec<ResourceId> =
            self.joined.iter().copied().filter(|id| groups.contains(id)).collect();
        if let (Some(group), false) = (group, joining.is_empty()) {
            self.guards = nesting::guards(read, group, &joining).await?;
        }
        Ok(())
    }
}
