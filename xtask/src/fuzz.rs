//! `cargo xtask fuzz`: the fuzz targets, one after the other, with cargo-fuzz on a nightly compiler.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::process::{command, run as run_command, succeeds};
use crate::workspace;

/// The longest input, in bytes. A kilobyte holds every construct there is, several times over.
const LONGEST: usize = 1024;

/// Runs one target, or all, each for so many executions. What is found is left in `fuzz/artifacts`.
pub(crate) fn run(target: Option<String>, runs: u64) -> Result<()> {
    if !succeeds(&mut command("rustup", ["run", "nightly", "cargo", "fuzz", "--version"])) {
        bail!(
            "cargo-fuzz or its compiler is missing: rustup toolchain install nightly && cargo install cargo-fuzz --locked"
        );
    }
    let targets = match target {
        Some(target) => vec![target],
        None => targets()?,
    };
    for target in targets {
        println!("\n==> {target}");
        fuzz(&target, runs)?;
    }
    Ok(())
}

fn targets() -> Result<Vec<String>> {
    let folder = workspace::root().join("fuzz/fuzz_targets");
    let entries = fs::read_dir(&folder).with_context(|| format!("no {}", folder.display()))?;
    let mut targets = Vec::new();
    for entry in entries {
        let path = entry?.path();
        targets.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
    }
    targets.sort();
    Ok(targets)
}

/// The committed seeds are read; what is found to be of interest besides is kept in `fuzz/corpus`, which is not
/// committed. There is no unsafe code to be watched by a sanitizer, and without one it is twice as fast.
fn fuzz(target: &str, runs: u64) -> Result<()> {
    let corpus = Path::new("fuzz/corpus").join(target);
    fs::create_dir_all(workspace::root().join(&corpus))
        .with_context(|| format!("can't make {}", corpus.display()))?;
    let seeds = Path::new("crates/fuzz-targets/seeds").join(target);
    let mut cargo = command("rustup", ["run", "nightly", "cargo", "fuzz", "run"]);
    cargo.args(["--fuzz-dir", "fuzz", "--sanitizer", "none", target]).arg(corpus).arg(seeds);
    cargo.args(["--".to_owned(), format!("-runs={runs}"), format!("-max_len={LONGEST}")]);
    cargo.arg("-dict=fuzz/scim.dict");
    // A folder of builds that is shared with the stable compiler would be built anew each time.
    run_command(cargo.env_remove("CARGO_TARGET_DIR"))
}
