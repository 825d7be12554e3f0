//! The long runs of the proofs at random of the `rollcall` package, optimized: `cargo xtask filters`,
//! `cargo xtask operations`, `cargo xtask walk`.

use anyhow::Result;

use crate::process::{cargo, run as run_command};

/// A proof, and the variable that says how much of it.
pub(crate) struct Proof {
    test: &'static str,
    amount: &'static str,
}

/// Filters on both stores against the plain evaluator.
pub(crate) const FILTERS: Proof = Proof { test: "filters::", amount: "ROLLCALL_FILTER_CASES" };

/// Requests against the embedded store and the model store.
pub(crate) const OPERATIONS: Proof = Proof { test: "operations::", amount: "ROLLCALL_OPERATIONS" };

/// Pages by cursor while users come and go.
pub(crate) const WALK: Proof = Proof { test: "walk::", amount: "ROLLCALL_WALK_USERS" };

/// Runs a proof. Without a seed it takes one of its own, and prints it.
pub(crate) fn run(proof: &Proof, amount: u64, seed: Option<u64>) -> Result<()> {
    let mut test = cargo([
        "test",
        "--release",
        "--package",
        "rollcall",
        "--locked",
        "--test",
        "random",
        proof.test,
        "--",
        "--nocapture",
    ]);
    test.env(proof.amount, amount.to_string());
    if let Some(seed) = seed {
        test.env("ROLLCALL_RANDOM_SEED", seed.to_string());
    }
    run_command(&mut test)
}
