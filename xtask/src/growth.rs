//! `cargo xtask growth`: what each operation costs in directories of several sizes, and in groups of several sizes.
//!
//! Each directory is a new one of a service of its own, filled over HTTP with users and memberships.

mod found;
mod plots;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::measure::{
    Cell, Load, Machine, Server as _, Setting, cells, count, keep, kibibytes, number, precise,
};
use crate::server::{self, Directory, Server};
use crate::workspace::Profile;
pub(crate) use found::{Growth, Size};

/// What to measure, and how.
pub(crate) struct Wanted {
    /// The sizes of the directories.
    pub(crate) users: Vec<u64>,
    /// How many memberships there are for each user.
    pub(crate) memberships: u64,
    /// The sizes of the groups whose members come and go.
    pub(crate) groups: Vec<u64>,
    /// How many connections ask at the same time.
    pub(crate) connections: u16,
    /// How long each operation is measured.
    pub(crate) duration: Duration,
    /// Whether this is to see that it works.
    pub(crate) quick: bool,
}

/// What is asked in each directory, in the order of the table; those that change it last.
const MIXES: &[&str] = &[
    "get",
    "find-user-name",
    "find-email",
    "find-external-id",
    "list",
    "page-index-deep",
    "page-cursor",
    "page-cursor-deep",
    "patch",
    "create",
];

/// Measures all sizes, prints a table, and keeps the numbers.
pub(crate) fn run(wanted: &Wanted) -> Result<()> {
    let machine = Machine::now()?;
    server::build(Profile::Release)?;
    let sizes =
        wanted.users.iter().map(|users| size(*users, wanted)).collect::<Result<Vec<_>>>()?;
    let growth = Growth {
        setting: Setting::of("growth", machine, wanted.quick, wanted.connections, wanted.duration),
        sizes,
    };
    println!("\n{}\n{}\n{}", growth.operations(), growth.members(), growth.data());
    keep("growth", &growth)
}

/// One directory.
fn size(users: u64, wanted: &Wanted) -> Result<Size> {
    println!("==> {} users", count(users));
    let mut server = Server::start(Profile::Release)?;
    let directory = server.directory("standard")?;
    let load = Load {
        users,
        memberships: users * wanted.memberships,
        mixes: Vec::new(),
        connections: wanted.connections,
        group_size: 0,
        warmup: wanted.duration / 5,
        duration: wanted.duration,
    };
    let filled = directory.ask(&load)?.filled.context("nothing was filled")?;
    let memory = kibibytes(&format!("/proc/{}/status", server.process_id()), "VmHWM");
    let start = server.restart()?;
    let bytes = size_at_rest(server.data())?;
    let mut size = Size {
        users,
        memberships: load.memberships,
        fill_seconds: filled.users.seconds + filled.memberships.map_or(0.0, |count| count.seconds),
        users_per_second: precise(filled.users.created) / filled.users.seconds,
        peak_memory_mib: memory / 1024,
        bytes_per_user: bytes / users.max(1),
        start_seconds: start.as_secs_f64(),
        operations: BTreeMap::new(),
        members: BTreeMap::new(),
    };
    println!(
        "    filled in {} s; starts in {} s",
        number(size.fill_seconds),
        number(size.start_seconds)
    );
    for group in
        wanted.groups.iter().filter(|group| **group + u64::from(wanted.connections) <= users)
    {
        let load = Load { mixes: vec!["members"], group_size: *group, ..load.clone() };
        for (operation, cell) in asked(&directory, &load)? {
            println!("    {operation}, group of {}: {}", count(*group), cell.shown());
            size.members.entry(operation).or_default().insert(*group, cell);
        }
    }
    for (operation, cell) in asked(&directory, &Load { mixes: MIXES.to_vec(), ..load })? {
        println!("    {operation}: {}", cell.shown());
        size.operations.insert(operation, cell);
    }
    server.verify()?;
    Ok(size)
}

fn asked(directory: &Directory, load: &Load) -> Result<Vec<(String, Cell)>> {
    Ok(cells(&directory.ask(load)?))
}

/// How many bytes the files of a service have when they don't change any more: it empties its log when it is quiet.
fn size_at_rest(data: &Path) -> Result<u64> {
    let mut size = size_of(data)?;
    loop {
        std::thread::sleep(Duration::from_secs(3));
        let before = std::mem::replace(&mut size, size_of(data)?);
        if size == before {
            return Ok(size);
        }
    }
}

/// How many bytes the files of a folder have.
fn size_of(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder).with_context(|| format!("can't list {}", folder.display()))? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        bytes += if metadata.is_dir() { size_of(&entry.path())? } else { metadata.len() };
    }
    Ok(bytes)
}
