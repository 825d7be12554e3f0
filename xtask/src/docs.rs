//! `cargo xtask docs`: every command a document shows is run, as a reader would run it, and every link to another
//! file leads somewhere.
//!
//! The `sh` blocks of one document are one bash session, in the root of the project, with a home of its
//! own and `rollcall` on the path. Two comments on the line before a block change that:
//!
//! - `<!-- serves http://127.0.0.1:8080/healthz -->`: the block keeps serving. It runs in the background, the next
//!   one when the address answers; it is ended before the next block that serves, and with the document.
//! - `<!-- not run: REASON -->`: the block is only shown.

mod blocks;
mod links;
mod script;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process::run as run_command;
use crate::workspace::Profile;
use crate::{server, workspace};

/// How long the commands of one document may take, builds included.
const TIMEOUT: &str = "1500s";

/// Runs the documents one after the other.
pub(crate) fn run() -> Result<()> {
    server::build(Profile::Dev)?;
    let documents = documents()?;
    let mut commands = 0;
    for document in &documents {
        commands += run_document(document)?;
    }
    println!("    {commands} blocks of {} documents were run", documents.len());
    Ok(())
}

/// Runs the blocks of a document and says how many there were.
fn run_document(document: &Path) -> Result<usize> {
    let name = document.strip_prefix(workspace::root()).unwrap_or(document).display().to_string();
    let text = fs::read_to_string(document).with_context(|| format!("can't read {name}"))?;
    let broken = links::broken(document, &text);
    if !broken.is_empty() {
        bail!("{name} links to what is not there: {}", broken.join(", "))
    }
    let blocks = blocks::of(&text).with_context(|| name.clone())?;
    let count = blocks.iter().filter(|block| block.conduct != blocks::Conduct::NotRun).count();
    if count == 0 {
        return Ok(0);
    }
    println!("    {name}");
    let scratch = tempfile::tempdir().context("can't make a scratch folder")?;
    let script = scratch.path().join("commands.sh");
    fs::write(&script, script::of(&name, &blocks))
        .with_context(|| format!("can't write {}", script.display()))?;
    let printed = scratch.path().join("printed.txt");
    let ran = run_command(reader(scratch.path(), &script)?.env("PRINTED", &printed));
    if let Err(error) = ran {
        let printed = fs::read_to_string(&printed).unwrap_or_default();
        println!("{printed}");
        return Err(error).with_context(|| {
            format!(
                "the commands of {name} don't do what it says; the last block named above failed"
            )
        });
    }
    Ok(count)
}

/// Bash as a reader's: a home of its own, the cargo and rustup of this machine, `rollcall` on the path.
fn reader(home: &Path, script: &Path) -> Result<Command> {
    let path = std::env::var("PATH").unwrap_or_default();
    let binaries =
        workspace::binary(Profile::Dev).parent().map(Path::to_owned).context("no target folder")?;
    let mut bash = Command::new("timeout");
    bash.args(["--kill-after=10s", TIMEOUT, "bash"])
        .arg(script)
        .current_dir(workspace::root())
        .env("PATH", format!("{}:{path}", binaries.display()))
        .env("HOME", home)
        .env("NO_COLOR", "1");
    // What a toolchain finds by HOME must be found in the old home.
    let old_home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    for (variable, folder) in [("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup")] {
        if std::env::var_os(variable).is_none() {
            bash.env(variable, old_home.join(folder));
        }
    }
    Ok(bash)
}

/// The documents in the root and everything below docs/.
fn documents() -> Result<Vec<PathBuf>> {
    let root = workspace::root();
    let in_root = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"];
    let mut found: Vec<PathBuf> = in_root.iter().map(|name| root.join(name)).collect();
    let mut folders = vec![root.join("docs")];
    while let Some(folder) = folders.pop() {
        let entries =
            fs::read_dir(&folder).with_context(|| format!("can't list {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
