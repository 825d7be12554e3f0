//! The project's own tasks: `cargo xtask test` is the whole proof, every other command a part of it.
#![expect(clippy::print_stdout, reason = "a task speaks to the person who runs it")]

mod benches;
mod conformance;
mod docs;
mod fuzz;
mod kill;
mod layers;
mod prepare;
mod process;
mod python;
mod random;
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
    /// Runs the testers others have written, scim2-tester and scim-sanity, against the real service.
    Conformance,
    /// Measures what the pure core costs, and says what costs more than it did.
    Benches {
        /// By which factor a ratio may grow before it is said.
        #[arg(long, default_value_t = 1.5)]
        factor: f64,
        /// Measure less, and less exactly.
        #[arg(long)]
        quick: bool,
        /// Keep these ratios as the baseline.
        #[arg(long)]
        save: bool,
    },
    /// Kills the real service under load, again and again, and looks for lost writes.
    Kill {
        /// How many times.
        #[arg(long, default_value_t = 1000)]
        rounds: u32,
        /// Where chance starts; printed by every run, so that it can be had again.
        #[arg(long)]
        seed: Option<u64>,
    },
    /// Holds random filters on both stores against the plain evaluator.
    Filters {
        /// How many.
        #[arg(long, default_value_t = 500_000)]
        cases: u64,
        /// Where chance starts; printed by every run, so that it can be had again.
        #[arg(long)]
        seed: Option<u64>,
    },
    /// Sends random requests to a service on each store, and compares their answers.
    Operations {
        /// How many requests.
        #[arg(long, default_value_t = 100_000)]
        requests: u64,
        /// Where chance starts; printed by every run, so that it can be had again.
        #[arg(long)]
        seed: Option<u64>,
    },
    /// Walks a list by cursor while users come and go, and looks for one that is missed or seen twice.
    Walk {
        /// How many users there are at the start.
        #[arg(long, default_value_t = 100_000)]
        users: u64,
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
        Task::Benches { factor, quick, save } => {
            benches::run(&benches::Wanted { factor, quick, save })
        }
        Task::Kill { rounds, seed } => kill::run(rounds, seed),
        Task::Filters { cases, seed } => random::run(&random::FILTERS, cases, seed),
        Task::Operations { requests, seed } => random::run(&random::OPERATIONS, requests, seed),
        Task::Walk { users, seed } => random::run(&random::WALK, users, seed),
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
