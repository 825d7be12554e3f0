//! `cargo xtask peers`: Rollcall beside other servers, on the same machine, asked the same by the same generator.
//!
//! The peers keep users in memory; Rollcall and slapd answer a write when it is on the disk. One server runs at a time. What
//! a peer can't do is left out, with the reason: that the server says it has no such thing, or what was wrong with its answers.

mod comparison;
mod plots;
mod programs;
mod scim_server;
mod scimmy;
mod slapd;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::foreign;
use crate::measure::{Cell, Load, Machine, Report, Server, Setting, cells, keep};
use crate::python;
use crate::server::{self, Directory};
use crate::workspace::Profile;
pub(crate) use comparison::Comparison;
use comparison::Measured;

/// What to measure, and how.
pub(crate) struct Wanted {
    /// How many users each server has.
    pub(crate) users: u64,
    /// How many connections ask at the same time.
    pub(crate) connections: u16,
    /// How long each operation is measured.
    pub(crate) duration: Duration,
    /// The peers to measure; all of them, if none is named.
    pub(crate) only: Vec<String>,
    /// Whether this is to see that it works.
    pub(crate) quick: bool,
}

/// A server that is measured.
struct Subject {
    name: &'static str,
    /// What it is, in a few words.
    what: &'static str,
    /// What it is asked, members of groups aside.
    mixes: &'static [&'static str],
    /// The most connections that ask it. One that answers one request at a time answers no more of them by many, and each
    /// takes so long that none may be answered while it is measured.
    connections: u16,
    /// Why it is not asked about members of groups, if it is not.
    no_members: Option<&'static str>,
    start: fn() -> Result<Box<dyn Server>>,
}

/// What SCIM servers are asked, in the order of the table, in which what is asked of groups comes last.
const SCIM: &[&str] = &[
    "get",
    "find-user-name",
    "find-email",
    "find-external-id",
    "list",
    "page-index-deep",
    "page-cursor",
    "create",
    "patch",
    "deactivate",
    "bulk",
];

/// What LDAP servers are asked: a walk by paged results is their list.
const LDAP: &[&str] =
    &["get", "find-user-name", "find-email", "find-external-id", "page-cursor", "create", "patch"];

/// In the order in which they are measured: Rollcall between those it is nearest to.
const SUBJECTS: &[Subject] = &[
    Subject {
        name: "scim2-server",
        what: "PyPI scim2-server, in memory; 4 connections at most",
        mixes: SCIM,
        connections: 4,
        no_members: None,
        start: || Ok(Box::new(foreign::scim2_server(&python::environment()?.join("bin"))?)),
    },
    Subject {
        name: "scimmy-routers",
        what: "npm scimmy-routers on express, in memory; 8 connections at most",
        mixes: SCIM,
        connections: 8,
        no_members: None,
        start: scimmy::start,
    },
    Subject {
        name: "scim-server",
        what: "the crate scim-server on axum, in memory",
        mixes: SCIM,
        connections: u16::MAX,
        no_members: Some(
            "`add` replaces all members by those that are added, and `members[value eq …]` is refused as a path",
        ),
        start: scim_server::start,
    },
    Subject {
        name: ROLLCALL,
        what: "durable: a write is answered when it is on the disk",
        mixes: SCIM,
        connections: u16::MAX,
        no_members: None,
        start: || Ok(Box::new(Ours::start()?)),
    },
    Subject {
        name: "slapd",
        what: "OpenLDAP with mdb, durable, asked over LDAP by a generator of ours",
        mixes: LDAP,
        connections: u16::MAX,
        no_members: None,
        start: slapd::start,
    },
];

/// The one that all others are beside.
const ROLLCALL: &str = "Rollcall";

/// Measures all of them, prints a table, and keeps the numbers.
pub(crate) fn run(wanted: &Wanted) -> Result<()> {
    let machine = Machine::now()?;
    server::build(Profile::Release)?;
    let mut servers = Vec::new();
    for subject in SUBJECTS {
        if subject.name == ROLLCALL
            || wanted.only.is_empty()
            || wanted.only.contains(&subject.name.to_owned())
        {
            println!("==> {}: {}", subject.name, subject.what);
            servers.push(measured(subject, wanted));
        }
    }
    let comparison = Comparison {
        setting: Setting::of("peers", machine, wanted.quick, wanted.connections, wanted.duration),
        users: wanted.users,
        servers,
    };
    println!("\n{}", comparison.table());
    print!("{}", comparison.reasons());
    keep("peers", &comparison.with_ratios())
}

/// What a server came to; nothing but a reason, if it can't be measured.
fn measured(subject: &Subject, wanted: &Wanted) -> Measured {
    let Subject { name, what, mixes, connections, no_members, start } = *subject;
    let mut found = Measured {
        name: name.to_owned(),
        what: what.to_owned(),
        failed: None,
        operations: BTreeMap::new(),
    };
    match start() {
        Ok(server) => {
            let load = Load {
                users: wanted.users,
                memberships: 0,
                mixes: mixes.to_vec(),
                connections: wanted.connections.min(connections),
                group_size: 0,
                warmup: wanted.duration / 5,
                duration: wanted.duration,
            };
            ask(&*server, &load, &mut found.operations);
            match no_members {
                None => ask_of_groups(&*server, &load, &mut found.operations),
                Some(reason) => {
                    let cell = Cell::Skipped { skipped: reason.to_owned() };
                    found.operations.insert("members".to_owned(), cell);
                }
            }
        }
        Err(error) => found.failed = Some(format!("{error:#}")),
    }
    found
}

fn ask(server: &dyn Server, load: &Load, found: &mut BTreeMap<String, Cell>) {
    for (operation, cell) in asked(server, load) {
        println!("    {operation}: {}", cell.shown());
        found.insert(operation, cell);
    }
}

fn ask_of_groups(server: &dyn Server, load: &Load, found: &mut BTreeMap<String, Cell>) {
    for size in group_sizes(load.users) {
        let load = Load { mixes: vec!["members"], group_size: size, ..load.clone() };
        for (operation, cell) in asked(server, &load) {
            let operation = comparison::of_members(&operation, size);
            println!("    {operation}: {}", cell.shown());
            found.insert(operation, cell);
        }
    }
}

/// What each operation came to. If all of it failed, that is the reason for each.
fn asked(server: &dyn Server, load: &Load) -> Vec<(String, Cell)> {
    match server.ask(load).context("nothing of it could be measured") {
        Ok(report) => cells(&report),
        Err(error) => {
            let skipped = format!("{error:#}");
            let names = load.mixes.iter().map(|mix| (*mix).to_owned());
            names.map(|name| (name, Cell::Skipped { skipped: skipped.clone() })).collect()
        }
    }
}

/// The sizes of the groups whose members come and go.
fn group_sizes(users: u64) -> Vec<u64> {
    let mut sizes = vec![10, 1000, users / 2];
    sizes.retain(|size| *size <= users / 2);
    sizes.dedup();
    sizes
}

/// Rollcall, and a directory of it.
struct Ours {
    _server: server::Server,
    directory: Directory,
}

impl Ours {
    fn start() -> Result<Self> {
        let server = server::Server::start(Profile::Release)?;
        let directory = server.directory("standard")?;
        Ok(Self { _server: server, directory })
    }
}

impl Server for Ours {
    fn ask(&self, load: &Load) -> Result<Report> {
        self.directory.ask(load)
    }
}

impl Server for foreign::Foreign {
    fn ask(&self, load: &Load) -> Result<Report> {
        self.directory.ask(load)
    }
}
