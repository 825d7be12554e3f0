//! The groups above a group: those it is a member of, those that these are members of, and so on.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::model::{Named, ResourceId};
use crate::store::{Snapshot, StoreError};

/// Which groups groups are in, each looked up once. It is of one snapshot.
#[derive(Debug, Default)]
pub(crate) struct Lineage {
    parents: HashMap<ResourceId, Arc<[Named]>>,
}

impl Lineage {
    /// The groups a group is a member of, oldest first.
    pub(crate) async fn parents(
        &mut self,
        read: &mut dyn Snapshot,
        group: ResourceId,
    ) -> Result<Arc<[Named]>, StoreError> {
        if let Some(known) = self.parents.get(&group) {
            return Ok(Arc::clone(known));
        }
        let parents = read.groups_of(group).await?;
        self.parents.insert(group, Arc::clone(&parents));
        Ok(parents)
    }

    /// The groups that contain one of `first` without being one of them: each once, the nearest first.
    /// `None` if they are more than `limit`.
    ///
    /// A circle of groups, which the domain refuses to write, ends the walk like any other group that was
    /// seen before.
    pub(crate) async fn above(
        &mut self,
        read: &mut dyn Snapshot,
        first: &[Named],
        limit: usize,
    ) -> Result<Option<Vec<Named>>, StoreError> {
        let mut seen: HashSet<ResourceId> = first.iter().map(|group| group.id).collect();
        let mut above: Vec<Named> = Vec::new();
        let mut level: Vec<ResourceId> = first.iter().map(|group| group.id).collect();
        while !level.is_empty() {
            let mut next = Vec::new();
            for group in level {
                for parent in self.parents(read, group).await?.iter() {
                    if seen.insert(parent.id) {
                        next.push(parent.id);
                        above.push(parent.clone());
                    }
                }
                if above.len() > limit {
                    return Ok(None);
                }
            }
            level = next;
        }
        Ok(Some(above))
    }
}
