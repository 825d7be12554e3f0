//! The commands: one file each. What a command can be told, and its help, stands beside what it does.

mod account;
mod action;
mod bench;
mod completions;
mod conformance;
mod connection;
mod demo;
mod directory;
mod domain;
mod example_user;
mod explain;
mod index;
mod key;
mod man;
mod people;
mod profile;
mod resource_type;
mod schema;
mod serve;
mod verify;
mod workflow;

use std::io;

use actions::Catalogue;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::failure::Failure;

const EXAMPLES: &str = "\
Examples:
  rollcall demo                                         see a user created, over real HTTP
  rollcall serve --data data                            serve the data in ./data
  rollcall directory create --data data --name Staff    print a base URL and a key
  rollcall user create ada@example.com                  create a user, over a connection

Exit codes:
  0  done
  1  not done, or verification found something; why is on stderr
  2  the command line, an input, the connection or the configuration is wrong
  3  what it is about is not there
  4  there is one already, or another change came first
  5  the key is unknown, or may not do this
  6  the service can't be reached, or asks to come back later";

/// A self-hosted SCIM user-provisioning directory
#[derive(Debug, Parser)]
#[command(name = "rollcall", version, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve SCIM over HTTP
    Serve(serve::Serve),
    /// Create and list directories
    #[command(subcommand)]
    Directory(directory::Directory),
    /// Create, list and revoke keys
    #[command(subcommand)]
    Key(key::Key),
    /// Add and list verified domains
    #[command(subcommand)]
    Domain(domain::Domain),
    /// Create and list accounts
    #[command(subcommand)]
    Account(account::Account),
    /// Add, list and remove schemas of your own
    #[command(subcommand)]
    Schema(schema::Schema),
    /// Add, list and remove indexes of your own
    #[command(subcommand)]
    Index(index::Index),
    /// Say how a filter would be answered
    Explain(explain::Explain),
    /// Check every invariant of the data
    Verify(verify::Verify),
    /// Keep, try and remove connections to directories, here or elsewhere
    #[command(subcommand)]
    Connection(connection::Connection),
    /// Check any SCIM server against the RFCs
    Conformance(conformance::Conformance),
    /// Measure how fast any SCIM server is, and whether it is right under load
    Bench(bench::Bench),
    /// Give one answer to whatever is asked, for `rollcall bench --limits`
    #[command(hide = true)]
    BenchBare(bench::BenchBare),
    /// Check and run workflows, and see their runs
    #[command(subcommand)]
    Workflow(workflow::Workflow),
    /// Show the main job, end to end, on fresh data
    Demo(demo::Demo),
    /// Print a shell's completions
    Completions(completions::Completions),
    /// Write the manual pages
    Man(man::Man),
}

/// Reads the command line, and does what it says.
pub(crate) fn run() -> Result<(), Failure> {
    let catalogue = Catalogue::builtin()?;
    let matches = whole(&catalogue).get_matches();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::System("starting the runtime", error))?;
    let mut out = io::stdout().lock();
    runtime.block_on(async {
        if let Some(people) = people::People::chosen(&matches) {
            return people.run(&catalogue, &mut out).await;
        }
        if let Some((action, given)) = action::chosen(&matches, &catalogue) {
            return action::run(action, given, &mut out).await;
        }
        let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
        match cli.command {
            Command::Serve(serve) => serve.run(&mut out).await,
            Command::Directory(directory) => directory.run(&mut out).await,
            Command::Key(key) => key.run(&mut out).await,
            Command::Domain(domain) => domain.run(&mut out).await,
            Command::Account(account) => account.run(&mut out).await,
            Command::Schema(schema) => schema.run(&mut out).await,
            Command::Index(index) => index.run(&mut out).await,
            Command::Explain(explain) => explain.run(&mut out).await,
            Command::Verify(verify) => verify.run(&mut out).await,
            Command::Connection(connection) => connection.run(&mut out).await,
            Command::Conformance(conformance) => conformance.run(&mut out).await,
            Command::Bench(bench) => bench.run(&mut out).await,
            Command::BenchBare(bare) => bare.run(&mut out).await,
            Command::Workflow(workflow) => workflow.run(&mut out).await,
            Command::Demo(demo) => demo.run(&mut out).await,
            Command::Completions(completions) => completions.run(whole(&catalogue), &mut out),
            Command::Man(man) => man.run(whole(&catalogue), &mut out),
        }
    })
}

/// The whole command line: what is written out here, the actions, and what stands beside them in their groups.
fn whole(catalogue: &Catalogue) -> clap::Command {
    people::with_people(action::with_actions(Cli::command(), catalogue))
}

/// Prints a value as one line of JSON.
fn print_json(out: &mut dyn io::Write, value: &impl serde::Serialize) -> Result<(), Failure> {
    serde_json::to_writer(&mut *out, value).map_err(io::Error::from)?;
    Ok(writeln!(out)?)
}
