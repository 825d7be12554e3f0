//! `cargo xtask test`: all of it, in order; the first failure stops.

use std::io::Write as _;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::process::{cargo, run as run_command};
use crate::{conformance, docs, kill, layers, prepare};

/// How many times the service is killed here; `cargo xtask kill --rounds 1000` is the long run.
const KILL_ROUNDS: u32 = 25;

/// One step: its name, what to do when it fails, and what it runs.
struct Step {
    name: &'static str,
    remedy: &'static str,
    run: fn() -> Result<()>,
}

const STEPS: &[Step] = &[
    Step {
        name: "prepare",
        remedy: "install by hand what the message names, then run `cargo xtask test` again",
        run: prepare::run,
    },
    Step { name: "format", remedy: "run `cargo fmt --all`", run: format },
    Step {
        name: "clippy",
        remedy: "mend what it names; `cargo clippy --fix` does some",
        run: lint,
    },
    Step {
        name: "check-layers",
        remedy: "take the dependency out, or change the law in xtask/src/layers/law.rs and say why",
        run: layers::run,
    },
    Step {
        name: "cargo-deny",
        remedy: "replace the crate, or add it to deny.toml with the reason",
        run: deny,
    },
    Step {
        name: "tests",
        remedy: "run the failing test alone: `cargo test -p PACKAGE TEST`",
        run: tests,
    },
    Step { name: "rustdoc", remedy: "mend the documentation it names", run: rustdoc },
    Step {
        name: "docs",
        remedy: "make the command in the document true; alone: `cargo xtask docs`",
        run: docs::run,
    },
    Step {
        name: "conformance",
        remedy: "read the failed check above; alone: `cargo xtask conformance`",
        run: conformance::run,
    },
    Step {
        name: "kill",
        remedy: "repeat it with the seed it printed: `cargo xtask kill --rounds 25 --seed SEED`",
        run: || kill::run(KILL_ROUNDS, None),
    },
];

/// Runs every step.
pub(crate) fn run() -> Result<()> {
    let begin = Instant::now();
    let mut took = Vec::new();
    for (number, step) in STEPS.iter().enumerate() {
        say(&format!("\n==> [{}/{}] {}", number + 1, STEPS.len(), step.name));
        let start = Instant::now();
        (step.run)().with_context(|| format!("{}: to mend it, {}", step.name, step.remedy))?;
        say(&format!("    {} passed in {}", step.name, seconds(start.elapsed())));
        took.push((step.name, start.elapsed()));
    }
    say("\nSummary");
    for (name, time) in took {
        say(&format!("  {name:<13} {:>8}", seconds(time)));
    }
    say(&format!("All {} steps passed in {}.", STEPS.len(), seconds(begin.elapsed())));
    Ok(())
}

fn format() -> Result<()> {
    run_command(&mut cargo(["fmt", "--all", "--check"]))
}

fn lint() -> Result<()> {
    run_command(&mut cargo([
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "-D",
        "warnings",
    ]))
}

fn deny() -> Result<()> {
    run_command(&mut cargo(["deny", "--locked", "check", "bans", "licenses", "sources"]))
}

fn tests() -> Result<()> {
    run_command(&mut cargo(["test", "--workspace", "--locked", "--no-fail-fast"]))
}

/// Who reads it works on it: private items are documented too, and may be linked to.
fn rustdoc() -> Result<()> {
    let mut doc =
        cargo(["doc", "--workspace", "--no-deps", "--locked", "--document-private-items"]);
    run_command(doc.env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private-intra-doc-links"))
}

/// Prints a line at once, also into a pipe.
fn say(line: &str) {
    println!("{line}");
    // A closed pipe is no reason to stop testing.
    let _ = std::io::stdout().flush();
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
