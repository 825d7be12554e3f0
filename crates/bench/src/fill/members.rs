//! Making users members of groups.

use std::time::Instant;

use client::Endpoint;
use futures_util::stream::{self, StreamExt as _};
use serde_json::{Value, json};

use super::Filling;
use super::groups::Plan;
use super::roll::Roll;
use crate::Error;

const DOING: &str = "adding members to groups";

/// How many members one request adds.
const CHUNK: usize = 1000;

/// Members that one request adds to a group.
struct Addition<'a> {
    group: &'a str,
    ids: Vec<&'a str>,
}

impl Filling<'_> {
    /// Makes groups that are not there, and adds whoever shall be in them: those who are members stay so. Gives how many
    /// members were sent.
    pub(super) async fn groups(&self, roll: &Roll, plans: Vec<Plan>) -> Result<u64, Error> {
        self.progress.begins(DOING, plans.iter().map(|plan| plan.size).sum());
        let mut making = stream::iter(&plans)
            .map(async |plan| Ok::<_, Error>((self.group_id(&plan.name).await?, plan)))
            .buffer_unordered(self.at_once);
        let mut groups = Vec::new();
        while let Some(made) = making.next().await {
            groups.push(made?);
        }
        drop(making);
        let begun = Instant::now();
        let additions = groups.iter().flat_map(|(group, plan)| additions(group, plan, roll));
        let mut adding = stream::iter(additions)
            .map(|addition| self.add(addition))
            .buffer_unordered(self.at_once.min(8));
        let mut added = 0;
        while let Some(many) = adding.next().await {
            added += many?;
            let rate = u128::from(added) * 1000 / begun.elapsed().as_millis().max(1);
            self.progress.is_at(added, &format!("{rate} memberships a second"));
            if self.is_stopped() {
                break;
            }
        }
        self.progress.ends();
        Ok(added)
    }

    async fn group_id(&self, name: &str) -> Result<String, Error> {
        match self.find_group(name).await? {
            Some(id) => Ok(id),
            None => self.create_group(name).await,
        }
    }

    async fn add(&self, addition: Addition<'_>) -> Result<u64, Error> {
        let members: Vec<Value> = addition.ids.iter().map(|id| json!({ "value": id })).collect();
        let message = json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
            "Operations": [{ "op": "add", "path": "members", "value": members }],
        });
        let patch = self.client.patch(Endpoint::Groups, addition.group, &message);
        patch.query("excludedAttributes", "members").await.map_err(Error::preparing(DOING))?;
        Ok(addition.ids.len() as u64)
    }
}

fn additions<'a>(
    group: &'a str,
    plan: &Plan,
    roll: &'a Roll,
) -> impl Iterator<Item = Addition<'a>> {
    let mut members = plan.members();
    std::iter::from_fn(move || {
        let ids: Vec<&str> =
            members.by_ref().take(CHUNK).filter_map(|number| roll.id(number)).collect();
        (!ids.is_empty()).then_some(Addition { group, ids })
    })
}
