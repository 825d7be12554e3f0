//! What the tests need on a fresh Debian machine with a Rust toolchain: installed only if missing.

use std::process::Command;

use anyhow::{Context, Result};

use crate::process::{cargo, command, run as run_command, succeeds};
use crate::python;

/// The version of cargo-deny the checks are written for.
const CARGO_DENY: &str = "0.20.2";

/// A program of the system: how to see that it is there, and the Debian package that brings it.
struct Need {
    probe: &'static [&'static str],
    package: &'static str,
}

const NEEDS: &[Need] = &[
    // The embedded SQLite is compiled from C.
    Need { probe: &["cc", "--version"], package: "gcc" },
    // The commands in the documents are run by bash, speak HTTP with curl and read JSON with jq.
    Need { probe: &["curl", "--version"], package: "curl" },
    Need { probe: &["jq", "--version"], package: "jq" },
    // The conformance testers live in a virtual environment.
    Need { probe: &["python3", "-c", "import ensurepip, venv"], package: "python3-venv" },
    // The pages are tried in a real browser.
    Need { probe: &["chromium", "--version"], package: "chromium" },
    Need { probe: &["chromedriver", "--version"], package: "chromium-driver" },
];

/// Installs what is missing.
pub(crate) fn run() -> Result<()> {
    system_packages()?;
    rust_components()?;
    cargo_deny()?;
    python::environment()?;
    Ok(())
}

fn system_packages() -> Result<()> {
    let missing: Vec<&str> = NEEDS
        .iter()
        .filter(|need| {
            need.probe
                .split_first()
                .is_some_and(|(program, arguments)| !succeeds(&mut command(program, arguments)))
        })
        .map(|need| need.package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("    installing {}", missing.join(" "));
    let by_hand = || format!("install as root: apt-get install -y {}", missing.join(" "));
    run_command(&mut apt(["update", "-q"])).with_context(by_hand)?;
    let install = ["install", "-y", "-q", "--no-install-recommends"];
    run_command(apt(install).args(&missing)).with_context(by_hand)
}

fn apt<const N: usize>(arguments: [&str; N]) -> Command {
    let mut apt = command("apt-get", arguments);
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    apt
}

fn rust_components() -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !succeeds(&mut cargo([subcommand, "--version"])) {
            println!("    installing {component}");
            run_command(&mut command("rustup", ["component", "add", component]))
                .with_context(|| format!("cargo {subcommand} is missing: install {component}"))?;
        }
    }
    Ok(())
}

fn cargo_deny() -> Result<()> {
    if succeeds(&mut cargo(["deny", "--version"])) {
        return Ok(());
    }
    println!("    installing cargo-deny {CARGO_DENY} (about two minutes)");
    run_command(&mut cargo([
        "install",
        "--locked",
        "--quiet",
        "cargo-deny",
        "--version",
        CARGO_DENY,
    ]))
}
