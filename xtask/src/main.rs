//! The project's own tasks: `cargo xtask test` is the whole proof, every other command a part of it.
#![expect(clippy::print_stdout, reason = "a task speaks to the person who runs it")]

mod conformance;
mod docs;
mod fuzz;
mod kill;
mod layers;
mod prepare;
mod process;
mod python;
mod server;
mod test;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

/// The tasks of the Rollcall workspace.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Task {
    /// Installs what the tests need and runs all of them, in order, to the first failure.
    Test,
    /// Installs what the tests need, and nothing else.
    Prepare,
    /// Checks who imports whom: the import law of docs/ARCHITECTURE.md.
    CheckLayers,
    /// Runs every command shown in README.md and docs/.
    Docs,
    /// Runs scim2-tester against a directory of the real service.
    Conformance,
    /// Kills the real service under load, again and again, and looks for lost writes.
    Kill {
        /// How many times.
        #[arg(long, default_value_t = 1000)]
        rounds: u32,
        /// Where chance starts; printed by every run, so that it can be had again.
        #[arg(long)]
        seed: Option<u64>,
    },
    /// Fuzzes what comes from outside. Needs a nightly compiler and cargo-fuzz.
    Fuzz {
        /// Which target; all of them, one after the other, if none is named.
        target: Option<String>,
        /// How many executions of each.
        #[arg(long, default_value_t = 1_000_000)]
        runs: u64,
    },
}

fn main() -> ExitCode {
    let done = match Task::parse() {
        Task::Test => test::run(),
        Task::Prepare => prepare::run(),
        Task::CheckLayers => layers::run(),
        Task::Docs => docs::run(),
        Task::Conformance => conformance::run(),
        Task::Kill { rounds, seed } => kill::run(rounds, seed),
        Task::Fuzz { target, runs } => fuzz::run(target, runs),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("\nFAILED: {error:#}");
            ExitCode::FAILURE
        }
    }
}
