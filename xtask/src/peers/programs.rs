//! The programs of our own that the peers need: `xtask/peers`, a workspace of its own.

use std::path::PathBuf;

use anyhow::Result;

use crate::process::{cargo, run};
use crate::workspace;

/// Where they are built.
pub(super) fn folder() -> PathBuf {
    workspace::target().join("peers")
}

/// The sources.
pub(super) fn sources() -> PathBuf {
    workspace::root().join("xtask/peers")
}

/// Builds them, optimized, and says where one of them is.
pub(super) fn built(package: &str) -> Result<PathBuf> {
    // All of them at once: each alone would have other features of what they share, and be built again.
    let mut build = cargo(["build", "--release", "--locked"]);
    build.arg("--manifest-path").arg(sources().join("Cargo.toml"));
    run(build.arg("--target-dir").arg(folder()))?;
    Ok(folder().join("release").join(package))
}
