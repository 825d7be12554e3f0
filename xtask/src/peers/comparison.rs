//! What was found: each server, each operation, and how many times Rollcall is as quick.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{ROLLCALL, SCIM};
use crate::measure::{Cell, Setting, count, number, table};

/// All of it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Comparison {
    #[serde(flatten)]
    pub(crate) setting: Setting,
    pub(crate) users: u64,
    pub(super) servers: Vec<Measured>,
}

/// What one server came to.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Measured {
    pub(super) name: String,
    pub(super) what: String,
    /// Why it could not be measured at all.
    pub(super) failed: Option<String>,
    pub(super) operations: BTreeMap<String, Cell>,
}

/// What is asked of groups.
const MEMBERS: &[&str] = &["add-member", "remove-member"];

/// The name of what is asked of a group of that size.
pub(super) fn of_members(operation: &str, size: u64) -> String {
    format!("{operation}, group of {}", count(size))
}

impl Comparison {
    /// Requests a second of each operation, and how many times as many Rollcall answers.
    pub(crate) fn table(&self) -> String {
        let peers: Vec<&Measured> = self
            .servers
            .iter()
            .filter(|server| server.name != ROLLCALL && server.failed.is_none())
            .collect();
        let mut headings = vec!["a second".to_owned(), ROLLCALL.to_owned()];
        headings.extend(peers.iter().map(|peer| peer.name.clone()));
        let Some(ours) = self.ours() else { return String::new() };
        let rows = self.rows().into_iter().map(|operation| {
            let own = ours.per_second(&operation);
            let mut row = vec![operation.clone(), own.map_or_else(|| "–".to_owned(), number)];
            row.extend(peers.iter().map(|peer| match (own, peer.per_second(&operation)) {
                (Some(own), Some(theirs)) => {
                    format!("{} (× {})", number(theirs), number(own / theirs))
                }
                _ => "–".to_owned(),
            }));
            row
        });
        table(&headings, &rows.collect::<Vec<_>>())
    }

    /// Why what is missing is missing, a line each.
    pub(crate) fn reasons(&self) -> String {
        let mut text = String::new();
        for server in &self.servers {
            if let Some(failed) = &server.failed {
                // Writing to a String can't fail.
                let _ = writeln!(text, "- {}: not measured: {failed}", server.name);
            }
            let mut by_reason: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for (operation, cell) in &server.operations {
                if let Cell::Skipped { skipped } = cell {
                    by_reason.entry(skipped).or_default().push(operation);
                }
            }
            for (reason, operations) in by_reason {
                let _ = writeln!(text, "- {}, {}: {reason}", server.name, operations.join("; "));
            }
        }
        text
    }

    /// Each server, in the order in which it was measured, and what it is.
    pub(crate) fn servers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.servers.iter().map(|server| (&*server.name, &*server.what))
    }

    /// The same as JSON, with the ratios: of the requests that Rollcall answers a second to those of the peer.
    pub(super) fn with_ratios(&self) -> Value {
        let mut ratios = serde_json::Map::new();
        let peers = self.servers.iter().filter(|server| server.name != ROLLCALL);
        for (peer, ours) in peers.filter_map(|peer| Some((peer, self.ours()?))) {
            let of = peer.operations.keys().filter_map(|operation| {
                let ratio = ours.per_second(operation)? / peer.per_second(operation)?;
                Some((operation.clone(), json!((ratio * 100.0).round() / 100.0)))
            });
            ratios.insert(peer.name.clone(), Value::Object(of.collect()));
        }
        let mut whole = json!(self);
        if let Some(members) = whole.as_object_mut() {
            members.insert("ratios".to_owned(), Value::Object(ratios));
        }
        whole
    }

    fn ours(&self) -> Option<&Measured> {
        self.servers.iter().find(|server| server.name == ROLLCALL)
    }

    /// What there is a row for.
    pub(super) fn rows(&self) -> Vec<String> {
        let sizes = super::group_sizes(self.users);
        let of_groups = MEMBERS
            .iter()
            .flat_map(|operation| sizes.iter().map(|size| of_members(operation, *size)));
        SCIM.iter().map(|row| (*row).to_owned()).chain(of_groups).collect()
    }
}

impl Measured {
    pub(super) fn per_second(&self, operation: &str) -> Option<f64> {
        self.operations.get(operation)?.figures().map(|figures| figures.per_second)
    }
}
