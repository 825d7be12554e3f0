//! The project's own tasks: `cargo xtask test` is the whole proof, every other command a part of it.
#![expect(clippy::print_stdout, reason = "a task speaks to the person who runs it")]

mod benches;
mod conformance;
mod docs;
mod foreign;
mod fuzz;
mod growth;
mod kill;
mod layers;
mod limits;
mod measure;
mod peers;
mod performance;
mod plot;
mod prepare;
mod process;
mod python;
mod random;
mod server;
mod test;
mod workspace;

use std::process::ExitCode;
use std::time::Duration;

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
    /// Measures Rollcall beside other servers, and keeps the numbers in docs/performance.
    Peers {
        /// How many users each server has.
        #[arg(long, default_value_t = 10_000, default_value_if("quick", "true", "1000"))]
        users: u64,
        /// How many connections ask at the same time.
        #[arg(long, default_value_t = 64)]
        connections: u16,
        /// How long each operation is measured, in seconds.
        #[arg(long, default_value_t = 5.0, default_value_if("quick", "true", "0.5"))]
        seconds: f64,
        /// A peer to measure; may be repeated. Without it, all of them.
        #[arg(long, value_name = "NAME")]
        only: Vec<String>,
        /// See that it works: 1,000 users and half a second, unless they are given.
        #[arg(long)]
        quick: bool,
    },
    /// Measures Rollcall in directories and groups of several sizes, and keeps the numbers in docs/performance.
    Growth {
        /// The sizes of the directories.
        #[arg(
            long,
            value_delimiter = ',',
            default_value = "1000,10000,100000,1000000",
            default_value_if("quick", "true", "200,2000")
        )]
        users: Vec<u64>,
        /// How many memberships there are for each user.
        #[arg(long, default_value_t = 8)]
        memberships: u64,
        /// The sizes of the groups whose members come and go.
        #[arg(long, value_delimiter = ',', default_value = "10,1000,50000,290000")]
        groups: Vec<u64>,
        /// How many connections ask at the same time.
        #[arg(long, default_value_t = 32)]
        connections: u16,
        /// How long each operation is measured, in seconds.
        #[arg(long, default_value_t = 5.0, default_value_if("quick", "true", "0.5"))]
        seconds: f64,
        /// See that it works: small directories and half a second, unless they are given.
        #[arg(long)]
        quick: bool,
    },
    /// Measures Rollcall beside what the machine can do at most, and keeps the numbers in docs/performance.
    Limits {
        /// How many users there are.
        #[arg(long, default_value_t = 10_000, default_value_if("quick", "true", "1000"))]
        users: u64,
        /// How many connections ask at the same time.
        #[arg(long, default_value_t = 64)]
        connections: u16,
        /// How many rounds of each there are.
        #[arg(long, default_value_t = 5, default_value_if("quick", "true", "2"))]
        rounds: u16,
        /// How long each round takes, in seconds.
        #[arg(long, default_value_t = 3.0, default_value_if("quick", "true", "0.5"))]
        seconds: f64,
        /// See that it works: few users, and rounds that are few and short, unless they are given.
        #[arg(long)]
        quick: bool,
    },
    /// Writes the numbers in docs/performance into docs/performance.md, and draws its plots.
    Performance,
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
        Task::Peers { users, connections, seconds, only, quick } => {
            let duration = Duration::from_secs_f64(seconds);
            peers::run(&peers::Wanted { users, connections, duration, only, quick })
        }
        Task::Growth { users, memberships, groups, connections, seconds, quick } => {
            let duration = Duration::from_secs_f64(seconds);
            growth::run(&growth::Wanted {
                users,
                memberships,
                groups,
                connections,
                duration,
                quick,
            })
        }
        Task::Limits { users, connections, rounds, seconds, quick } => {
            let duration = Duration::from_secs_f64(seconds);
            limits::run(&limits::Wanted { users, connections, rounds, duration, quick })
        }
        Task::Performance => performance::run(),
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
