//! Where groups nest, the members of a group are those of the groups inside it too. The index holds
//! direct memberships only, so that what it looks up is widened to the groups inside, if these are few.

use std::collections::{HashMap, HashSet};

use crate::index::Narrowed;
use crate::model::{Kind, ResourceId};
use crate::store::{Candidates, Selection, Snapshot, StoreError};

/// How many groups a filter is widened to. With more of them everyone is a candidate.
const GROUPS_AT_MOST: usize = 100;

/// Widens what is narrowed to the members of groups.
pub(super) async fn widen(
    read: &mut dyn Snapshot,
    narrowed: Narrowed,
) -> Result<Narrowed, StoreError> {
    let mut spoken_of = HashSet::new();
    collect(&narrowed.candidates, &mut spoken_of);
    let mut inside = HashMap::new();
    let mut left = GROUPS_AT_MOST;
    for group in spoken_of {
        let Some(groups) = with_those_inside(read, group, left).await? else {
            // Everyone may match: what was narrowed by other terms would have to be told apart.
            return Ok(Narrowed { candidates: without_members(narrowed.candidates), exact: false });
        };
        left -= groups.len();
        inside.insert(group, groups);
    }
    Ok(Narrowed { candidates: widened(narrowed.candidates, &inside), ..narrowed })
}

fn collect(candidates: &Candidates, groups: &mut HashSet<ResourceId>) {
    match candidates {
        Candidates::MembersOf(group) => {
            groups.insert(*group);
        }
        Candidates::Every(all) | Candidates::Any(all) => {
            for one in all {
                collect(one, groups);
            }
        }
        _ => {}
    }
}

/// A group and the groups inside it, if they are at most `limit`.
async fn with_those_inside(
    read: &mut dyn Snapshot,
    group: ResourceId,
    limit: usize,
) -> Result<Option<Vec<ResourceId>>, StoreError> {
    let mut found = vec![group];
    let mut next = 0;
    while let Some(&group) = found.get(next) {
        next += 1;
        if found.len() > limit {
            return Ok(None);
        }
        let members = Candidates::MembersOf(group);
        let selection =
            Selection { candidates: members, after: None, skip: 0, limit: limit.saturating_add(1) };
        for (_, record) in read.select(Kind::Group, &selection).await?.records {
            if !found.contains(&record.id) {
                found.push(record.id);
            }
        }
    }
    Ok(Some(found))
}

fn widened(candidates: Candidates, inside: &HashMap<ResourceId, Vec<ResourceId>>) -> Candidates {
    let each = |all: Vec<Candidates>| all.into_iter().map(|one| widened(one, inside)).collect();
    match candidates {
        Candidates::MembersOf(group) => match inside.get(&group).map(Vec::as_slice) {
            Some(groups @ [_, _, ..]) => {
                Candidates::Any(groups.iter().copied().map(Candidates::MembersOf).collect())
            }
            _ => Candidates::MembersOf(group),
        },
        Candidates::Every(all) => Candidates::Every(each(all)),
        Candidates::Any(any) => Candidates::Any(each(any)),
        other => other,
    }
}

/// The same with everyone in place of the members of groups: never fewer.
fn without_members(candidates: Candidates) -> Candidates {
    let each = |all: Vec<Candidates>| all.into_iter().map(without_members).collect();
    match candidates {
        Candidates::MembersOf(_) => Candidates::All,
        Candidates::Every(all) => Candidates::Every(each(all)),
        Candidates::Any(any) => Candidates::Any(each(any)),
        other => other,
    }
}
