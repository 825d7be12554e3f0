//! Members as a difference: who joins and who leaves, folded out of a request without reading the
//! members it does not name.

use std::collections::{BTreeSet, HashSet};

use scim::filter::{Filter, Literal, Operator};
use scim::patch::{Operation, PatchError, Step};
use scim::path::Path;
use serde_json::{Map, Value, json};

use crate::error::Error;
use crate::model::{Kind, ResourceId};
use crate::store::{Snapshot, Write};
use crate::view::all_members;

/// The attribute.
pub(super) const MEMBERS: &str = "members";

/// What a request does to the members of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Members {
    /// Whether all who were members before leave first.
    cleared: bool,
    added: BTreeSet<ResourceId>,
    removed: BTreeSet<ResourceId>,
}

/// Who really joins and leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Movement {
    joined: Vec<ResourceId>,
    left: Vec<ResourceId>,
}

impl Members {
    /// Exactly the members that a POST or PUT names.
    pub(super) fn exactly(value: Option<&Value>, limit: usize) -> Result<Self, Error> {
        let mut members = Self { cleared: true, ..Self::default() };
        members.add(&named(value, limit)?);
        Ok(members)
    }

    /// Whether nothing at all is asked for.
    pub(super) fn is_empty(&self) -> bool {
        !self.cleared && self.added.is_empty() && self.removed.is_empty()
    }

    fn add(&mut self, users: &[ResourceId]) {
        for user in users {
            self.removed.remove(user);
            self.added.insert(*user);
        }
    }

    fn remove(&mut self, users: impl IntoIterator<Item = ResourceId>) {
        for user in users {
            self.added.remove(&user);
            if !self.cleared {
                self.removed.insert(user);
            }
        }
    }

    fn clear(&mut self) {
        *self = Self { cleared: true, ..Self::default() };
    }

    /// Folds the steps of a PATCH that concern members, in order. Members are read only if a step
    /// selects them by something else than their id.
    pub(super) async fn fold(
        read: &mut dyn Snapshot,
        group: ResourceId,
        steps: &[Step<'_>],
        limit: usize,
    ) -> Result<Self, Error> {
        let mut members = Self::default();
        for step in steps {
            match (&step.path, step.operation) {
                (Path::Attribute(_), Operation::Add) => {
                    members.add(&named(step.value.as_ref(), limit)?);
                }
                (Path::Attribute(_), Operation::Replace) => {
                    members.clear();
                    members.add(&named(step.value.as_ref(), limit)?);
                }
                (Path::Attribute(_), Operation::Remove) => match &step.value {
                    None | Some(Value::Null) => members.clear(),
                    Some(listed) => members.remove(listed_ids(listed)),
                },
                (Path::Values { filter, .. }, Operation::Remove) => match by_id(filter) {
                    Some(ids) => members.remove(ids),
                    None => members.remove_matching(read, group, filter).await?,
                },
                (Path::Values { .. } | Path::Extension(_), _) => {
                    return Err(immutable(step).into());
                }
            }
        }
        Ok(members)
    }

    async fn remove_matching(
        &mut self,
        read: &mut dyn Snapshot,
        group: ResourceId,
        filter: &Filter<'_>,
    ) -> Result<(), Error> {
        let mut present: HashSet<ResourceId> = self.added.iter().copied().collect();
        let mut matching = Vec::new();
        if !self.cleared {
            for member in all_members(read, group).await? {
                present.remove(&member.id);
                if !self.removed.contains(&member.id)
                    && filter.matches_element(&element(member.id, Some(&member.name)))
                {
                    matching.push(member.id);
                }
            }
        }
        let new = present.into_iter().filter(|id| filter.matches_element(&element(*id, None)));
        matching.extend(new);
        self.remove(matching);
        Ok(())
    }

    /// Who joins and who leaves, against the members there are. Everyone who joins must be a user of the
    /// directory.
    pub(super) async fn movement(
        &self,
        read: &mut dyn Snapshot,
        group: ResourceId,
    ) -> Result<Movement, Error> {
        let (joined, left) = if self.cleared {
            let present: HashSet<ResourceId> =
                all_members(read, group).await?.into_iter().map(|member| member.id).collect();
            let joined = self.added.iter().copied().filter(|id| !present.contains(id)).collect();
            let mut left: Vec<ResourceId> =
                present.into_iter().filter(|id| !self.added.contains(id)).collect();
            left.sort_unstable();
            (joined, left)
        } else {
            let named: Vec<ResourceId> = self.added.union(&self.removed).copied().collect();
            let present = read.members_among(group, &named).await?;
            let joined = self.added.iter().copied().filter(|id| !present.contains(id)).collect();
            let left = self.removed.iter().copied().filter(|id| present.contains(id)).collect();
            (joined, left)
        };
        let movement = Movement { joined, left };
        movement.check(read).await?;
        Ok(movement)
    }

    /// Who joins a group that is about to be created.
    pub(super) async fn of_new_group(&self, read: &mut dyn Snapshot) -> Result<Movement, Error> {
        let movement = Movement { joined: self.added.iter().copied().collect(), left: Vec::new() };
        movement.check(read).await?;
        Ok(movement)
    }
}

impl Movement {
    /// Whether no one moves.
    pub(super) fn is_empty(&self) -> bool {
        self.joined.is_empty() && self.left.is_empty()
    }

    /// The write for it.
    /// `at` is the time of the change, unless another write of the same change has counted it.
    pub(super) fn write(
        &self,
        group: ResourceId,
        expect: Option<u64>,
        at: Option<jiff::Timestamp>,
    ) -> Write {
        let (added, removed) = (self.joined.clone(), self.left.clone());
        Write::Members { group, added, removed, expect, at }
    }

    /// What the log says of it.
    pub(super) fn detail(&self) -> Option<Value> {
        (!self.is_empty()).then(|| json!({ "added": self.joined, "removed": self.left }))
    }

    async fn check(&self, read: &mut dyn Snapshot) -> Result<(), Error> {
        let known = read.existing(Kind::User, &self.joined).await?;
        match self.joined.iter().find(|id| !known.contains(id)) {
            Some(id) => Err(Error::UnknownMember { id: id.to_string() }),
            None => Ok(()),
        }
    }
}

/// The ids a list of members names.
fn named(value: Option<&Value>, limit: usize) -> Result<Vec<ResourceId>, Error> {
    let elements = value.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    if elements.len() > limit {
        return Err(Error::TooMany { what: "members", count: elements.len(), limit });
    }
    elements.iter().map(id_of).collect()
}

fn id_of(element: &Value) -> Result<ResourceId, Error> {
    let Some(id) = element.get("value").and_then(Value::as_str) else {
        let path = "members.value".to_owned();
        return Err(scim::resource::ResourceError::Missing { path }.into());
    };
    let group = element
        .get("type")
        .and_then(Value::as_str)
        .is_some_and(|kind| kind.eq_ignore_ascii_case(Kind::Group.name()));
    id.parse().ok().filter(|_| !group).ok_or_else(|| Error::UnknownMember { id: id.to_owned() })
}

/// The ids among the listed values; what is no id is no member.
fn listed_ids(listed: &Value) -> Vec<ResourceId> {
    let elements = listed.as_array().map_or(&[][..], Vec::as_slice);
    elements.iter().filter_map(|element| id_of(element).ok()).collect()
}

/// The ids a filter in brackets selects, if it says nothing else: `value eq "…"`, and `or` of such.
fn by_id(filter: &Filter<'_>) -> Option<Vec<ResourceId>> {
    match filter {
        Filter::Compare(comparison)
            if comparison.operator == Operator::Equal
                && comparison.reference.attribute.name == "value" =>
        {
            match &comparison.value {
                Literal::String(id) => Some(id.parse().into_iter().collect()),
                Literal::Null | Literal::Boolean(_) | Literal::Number(_) => None,
            }
        }
        Filter::Or(any) => {
            let ids: Option<Vec<_>> = any.iter().map(by_id).collect();
            Some(ids?.into_iter().flatten().collect())
        }
        _ => None,
    }
}

/// A member as a filter in brackets sees it.
fn element(id: ResourceId, name: Option<&str>) -> Value {
    let mut element = Map::new();
    element.insert("value".to_owned(), id.to_string().into());
    element.insert("type".to_owned(), Kind::User.name().into());
    element.extend(name.map(|name| ("display".to_owned(), name.into())));
    Value::Object(element)
}

fn immutable(step: &Step<'_>) -> PatchError {
    PatchError::Mutability {
        index: step.index,
        path: MEMBERS.to_owned(),
        problem: "can only be added and removed; a member itself cannot be changed",
    }
}
