//! Where things are in the workspace.

use std::path::{Path, PathBuf};

/// The folder of the workspace's `Cargo.toml`.
pub(crate) fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_owned()
}

/// The folder cargo builds into.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// How a binary is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Quickly.
    Dev,
    /// To be quick.
    Release,
}

/// The `rollcall` binary of a profile; built by [`crate::server::build`].
pub(crate) fn binary(profile: Profile) -> PathBuf {
    target().join(match profile {
        Profile::Dev => "debug/rollcall",
        Profile::Release => "release/rollcall",
    })
}
