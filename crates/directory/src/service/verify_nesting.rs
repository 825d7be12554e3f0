//! Verification of nested groups: none contains itself, and where groups don't nest, none is in
//! another.

use std::collections::{HashMap, HashSet};

use super::Service;
use crate::error::Error;
use crate::groups::Chain;
use crate::model::{Directory, Kind, Named, ResourceId};
use crate::store::{Candidates, Finding, Selection, Tenant};

const GROUPS_AT_ONCE: usize = 1_000;

/// Groups that are in others, and these.
type Inside = HashMap<ResourceId, (Named, Vec<ResourceId>)>;

impl Service {
    /// Checks how the groups of a directory contain each other.
    pub(super) async fn verify_nesting(
        &self,
        directory: &Directory,
        nested: bool,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Error> {
        let inside = self.groups_inside(directory).await?;
        let mut found = |code, text| {
            let text = format!("directory {}: {text}", directory.id);
            findings.push(Finding { code, text });
        };
        for cycle in cycles(&inside) {
            found("group-cycle", format!("a group contains itself: {cycle}"));
        }
        if !nested {
            let mut members: Vec<&Named> = inside.values().map(|(group, _)| group).collect();
            members.sort_unstable_by_key(|group| group.id);
            for group in members {
                let text =
                    format!("Group {} is in a group, in a profile where none can be", group.id);
                found("group-nested", text);
            }
        }
        Ok(())
    }

    async fn groups_inside(&self, directory: &Directory) -> Result<Inside, Error> {
        let tenant = Tenant { organization: directory.organization, directory: Some(directory.id) };
        let mut read = self.store.snapshot(tenant).await?;
        let mut inside = Inside::new();
        let mut selection =
            Selection { candidates: Candidates::All, after: None, skip: 0, limit: GROUPS_AT_ONCE };
        loop {
            let page = read.select(Kind::Group, &selection).await?;
            let full = page.records.len() == GROUPS_AT_ONCE;
            for (position, record) in page.records {
                selection.after = Some(position);
                let id = record.id;
                let outer = read.groups_of(id).await?;
                if !outer.is_empty() {
                    let group = Named { kind: Kind::Group, id, name: record.name.clone() };
                    inside.insert(id, (group, outer.iter().map(|group| group.id).collect()));
                }
            }
            if !full {
                return Ok(inside);
            }
        }
    }
}

/// Circles of groups, so many that without these no group contains itself. Each begins where it ends,
/// and names the outer group first.
fn cycles(inside: &Inside) -> Vec<Chain> {
    let mut left = inside.clone();
    let mut cycles = Vec::new();
    trim(&mut left);
    while let Some(start) = left.keys().min().copied() {
        let cycle = circle(&left, start);
        for group in &cycle.0 {
            left.remove(&group.id);
        }
        trim(&mut left);
        cycles.push(cycle);
    }
    cycles
}

/// Leaves those that have no outermost group: what is inside nothing that is left goes, until all is
/// inside something.
fn trim(left: &mut Inside) {
    loop {
        let present: HashSet<ResourceId> = left.keys().copied().collect();
        for (_, outer) in left.values_mut() {
            outer.retain(|group| present.contains(group));
        }
        left.retain(|_, (_, outer)| !outer.is_empty());
        if left.len() == present.len() {
            return;
        }
    }
}

/// The circle that the way outwards from a trimmed group ends in.
fn circle(left: &Inside, start: ResourceId) -> Chain {
    let mut way: Vec<Named> = Vec::new();
    let mut next = Some(start);
    while let Some((group, outer)) = next.and_then(|group| left.get(&group)) {
        if let Some(from) = way.iter().position(|seen| seen.id == group.id) {
            let mut cycle = way.split_off(from);
            cycle.push(group.clone());
            cycle.reverse();
            return Chain(cycle);
        }
        way.push(group.clone());
        next = outer.iter().min().copied();
    }
    Chain(way)
}
