//! `cargo xtask kill`: the kill test of the `rollcall` package, for as many rounds as wanted.

use anyhow::Result;

use crate::process::{cargo, run as run_command};

/// Runs the kill test. Without a seed it takes one of its own, and prints it.
pub(crate) fn run(rounds: u32, seed: Option<u64>) -> Result<()> {
    let mut test = cargo([
        "test",
        "--package",
        "rollcall",
        "--locked",
        "--test",
        "kill",
        "--",
        "--include-ignored",
        "--nocapture",
    ]);
    test.env("ROLLCALL_KILL_ROUNDS", rounds.to_string());
    if let Some(seed) = seed {
        test.env("ROLLCALL_KILL_SEED", seed.to_string());
    }
    run_command(&mut test)
}
