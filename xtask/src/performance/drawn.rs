//! What the kept numbers look like: a text for each block of the document, and an SVG for each plot.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::Result;

use crate::benches;
use crate::growth::Growth;
use crate::limits;
use crate::measure::{Machine, Setting, count, kept};
use crate::peers::Comparison;

/// All of it.
pub(super) struct Drawn {
    pub(super) blocks: BTreeMap<&'static str, String>,
    pub(super) plots: Vec<(&'static str, String)>,
}

/// What stands where nothing was measured yet.
const NOTHING: &str = "Nothing is kept yet.\n";

impl Drawn {
    /// From what is kept.
    pub(super) fn from_kept() -> Result<Self> {
        let mut drawn = Self { blocks: BTreeMap::new(), plots: Vec::new() };
        drawn.limits(kept("limits")?);
        drawn.growth(kept("growth")?);
        drawn.peers(kept("peers")?);
        drawn.blocks.insert("core", benches::kept()?);
        Ok(drawn)
    }

    fn limits(&mut self, found: Option<limits::Found>) {
        let text = found.map_or_else(nothing, |found| {
            let how = format!(
                "{} users, {} connections, medians of {} rounds of {} s each.",
                count(found.users),
                found.setting.connections,
                found.rounds,
                found.setting.seconds
            );
            format!("{}\n{}", taken(&found.setting, &how), found.table())
        });
        self.blocks.insert("limits", text);
    }

    fn growth(&mut self, found: Option<Growth>) {
        let [mut operations, mut members, mut data] = [nothing(), nothing(), nothing()];
        if let Some(found) = found {
            let how = format!(
                "{} connections, {} s an operation.",
                found.setting.connections, found.setting.seconds
            );
            let taken = taken(&found.setting, &how);
            operations = format!("{taken}\n{}", found.operations());
            members = found.members();
            data = found.data();
            self.plots.extend(found.plots().iter().map(|(name, plot)| (*name, plot.svg())));
        }
        self.blocks.extend([("growth", operations), ("members", members), ("data", data)]);
    }

    fn peers(&mut self, found: Option<Comparison>) {
        let [mut table, mut missing] = [nothing(), nothing()];
        if let Some(found) = found {
            let how = format!(
                "{} users each, {} connections, {} s an operation.",
                count(found.users),
                found.setting.connections,
                found.setting.seconds
            );
            let servers = found.servers().map(|(name, what)| format!("- {name}: {what}\n"));
            let servers: String = servers.collect();
            let taken = taken(&found.setting, &how);
            table = format!("{taken}\n{servers}\n{}", found.table());
            missing = found.reasons();
            self.plots.extend(found.plots().iter().map(|(name, plot)| (*name, plot.svg())));
        }
        self.blocks.extend([("peers", table), ("peers-missing", missing)]);
    }
}

fn nothing() -> String {
    NOTHING.to_owned()
}

/// When and where numbers were taken, and how good they are.
fn taken(setting: &Setting, how: &str) -> String {
    let Machine { processor, cores, memory_gib, kernel, load_before, date, commit } =
        &setting.machine;
    let mut text = format!(
        "{date}, commit {commit}; {processor}, {cores} cores shared with the load generator, {memory_gib} GiB, {kernel}. {how}\n"
    );
    if setting.quick {
        text.push_str("**This was a quick run, to see that it works: the numbers are rough.**\n");
    }
    if *load_before > 0.5 {
        // Writing to a String can't fail.
        let _ = writeln!(
            text,
            "**The machine was busy with other things (load {load_before}): the numbers are too low.**"
        );
    }
    text
}
