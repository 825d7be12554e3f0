//! What was found: each size, and the tables of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::MIXES;
use crate::measure::{Cell, Figures, Setting, count, number, table};

/// All of it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Growth {
    #[serde(flatten)]
    pub(crate) setting: Setting,
    pub(crate) sizes: Vec<Size>,
}

/// A directory of one size.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Size {
    pub(crate) users: u64,
    pub(crate) memberships: u64,
    /// How long it took to fill it over HTTP.
    pub(crate) fill_seconds: f64,
    /// How many users came a second meanwhile, memberships aside.
    pub(crate) users_per_second: f64,
    /// The most memory the service had by then.
    pub(crate) peak_memory_mib: u64,
    /// What the files have, divided by the users: memberships and the log included.
    pub(crate) bytes_per_user: u64,
    /// How long a service that was killed takes to listen again.
    pub(crate) start_seconds: f64,
    /// What each operation came to.
    pub(crate) operations: BTreeMap<String, Cell>,
    /// What was asked of groups came to, by the size of the group.
    pub(crate) members: BTreeMap<String, BTreeMap<u64, Cell>>,
}

impl Growth {
    /// Each operation, and what it came to at each size.
    pub(crate) fn operations(&self) -> String {
        let rows = MIXES.iter().map(|row| {
            let cells = self.sizes.iter().map(|size| shown(size.figures(row)));
            std::iter::once((*row).to_owned()).chain(cells).collect()
        });
        table(&self.headings("a second, p50 ms"), &rows.collect::<Vec<_>>())
    }

    /// Each size of a group, and what it came to at each size of the directory to join it and to leave it.
    pub(crate) fn members(&self) -> String {
        let mut rows = Vec::new();
        for operation in ["add-member", "remove-member"] {
            let of = |size: &Size| size.members.get(operation).cloned().unwrap_or_default();
            let groups: BTreeSet<u64> =
                self.sizes.iter().flat_map(|size| of(size).into_keys()).collect();
            for group in groups {
                let cells = self.sizes.iter().map(|size| shown(size.of_group(operation, group)));
                let name = format!("{operation}, group of {}", count(group));
                rows.push(std::iter::once(name).chain(cells).collect());
            }
        }
        table(&self.headings("a second, p50 ms"), &rows)
    }

    /// What keeping the data costs at each size.
    pub(crate) fn data(&self) -> String {
        type Of = fn(&Size) -> String;
        let facts: [(&str, Of); 6] = [
            ("memberships", |size| count(size.memberships)),
            ("filled in, s", |size| number(size.fill_seconds)),
            ("users a second", |size| number(size.users_per_second)),
            ("most memory, MiB", |size| count(size.peak_memory_mib)),
            ("disk a user, bytes", |size| count(size.bytes_per_user)),
            ("start after kill -9, s", |size| number(size.start_seconds)),
        ];
        let rows = facts.iter().map(|(name, of)| {
            std::iter::once((*name).to_owned()).chain(self.sizes.iter().map(of)).collect()
        });
        table(&self.headings(""), &rows.collect::<Vec<_>>())
    }

    fn headings(&self, first: &str) -> Vec<String> {
        let sizes = self.sizes.iter().map(|size| format!("{} users", count(size.users)));
        std::iter::once(first.to_owned()).chain(sizes).collect()
    }
}

impl Size {
    pub(super) fn figures(&self, operation: &str) -> Option<&Figures> {
        self.operations.get(operation)?.figures()
    }

    pub(super) fn of_group(&self, operation: &str, group: u64) -> Option<&Figures> {
        self.members.get(operation)?.get(&group)?.figures()
    }
}

fn shown(figures: Option<&Figures>) -> String {
    figures.map_or_else(
        || "–".to_owned(),
        |figures| format!("{}, {:.2}", number(figures.per_second), figures.p50),
    )
}
