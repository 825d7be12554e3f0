//! The crate scim-server on axum.

use std::process::Command;

use anyhow::Result;

use super::programs;
use crate::foreign::{Foreign, KEY};
use crate::measure::Server;

/// Builds it and starts it.
pub(super) fn start() -> Result<Box<dyn Server>> {
    let program = programs::built("peer-scim-server")?;
    let server = Foreign::start("peer-scim-server", "/v2", |port| {
        let mut program = Command::new(program);
        program.env("PEER_PORT", port).env("PEER_KEY", KEY);
        program
    })?;
    Ok(Box::new(server))
}
