//! `cargo xtask performance`: writes the numbers in docs/performance/*.json into docs/performance.md, and draws its plots.
//!
//! What lies in the document between `<!-- measured: NAME -->` and `<!-- end -->` comes from the numbers; all else is written
//! by people. A test holds the document to the numbers.

mod blocks;
mod drawn;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::workspace;
use drawn::Drawn;

fn document() -> PathBuf {
    workspace::root().join("docs/performance.md")
}

/// Writes the document and draws the plots.
pub(crate) fn run() -> Result<()> {
    let drawn = Drawn::from_kept()?;
    for (name, svg) in &drawn.plots {
        let path = plot(name);
        fs::write(&path, svg).with_context(|| format!("can't write {}", path.display()))?;
    }
    let text = fs::read_to_string(document()).context("can't read docs/performance.md")?;
    let text = blocks::filled(&text, &drawn.blocks)?;
    fs::write(document(), text).context("can't write docs/performance.md")?;
    println!("    docs/performance.md holds what was measured, and {} plots", drawn.plots.len());
    Ok(())
}

fn plot(name: &str) -> PathBuf {
    workspace::root().join("docs/performance").join(format!("{name}.svg"))
}
