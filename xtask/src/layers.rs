//! `cargo xtask check-layers`: the import law, held against `cargo metadata`.

mod graph;
mod law;
#[cfg(test)]
mod tests;

use anyhow::{Result, bail};

use crate::process::{cargo, output};

/// Checks every dependency of every package of the workspace.
pub(crate) fn run() -> Result<()> {
    let metadata = output(&mut cargo(["metadata", "--format-version", "1", "--no-deps"]))?;
    let edges = graph::edges(&metadata)?;
    let breaches = law::breaches(&edges);
    if breaches.is_empty() {
        println!("    {} dependencies keep the import law", edges.len());
        return Ok(());
    }
    for breach in &breaches {
        println!("    {breach}");
    }
    bail!("{} dependencies break the import law", breaches.len())
}
