//! npm scimmy-routers on express.

use std::fs;

use anyhow::{Context, Result, bail};

use super::programs;
use crate::foreign::{Foreign, KEY};
use crate::measure::Server;
use crate::process::{command, run, succeeds};

/// Of the program: what is installed, and what is run.
const FILES: &[&str] = &["package.json", "package-lock.json", "server.mjs"];

/// Installs it, with pinned packages, and starts it.
pub(super) fn start() -> Result<Box<dyn Server>> {
    for program in ["node", "npm"] {
        if !succeeds(&mut command(program, ["--version"])) {
            bail!("{program} is not installed")
        }
    }
    let folder = programs::folder().join("scimmy");
    fs::create_dir_all(&folder).with_context(|| format!("can't make {}", folder.display()))?;
    for file in FILES {
        fs::copy(programs::sources().join("scimmy").join(file), folder.join(file))
            .with_context(|| format!("can't copy {file} to {}", folder.display()))?;
    }
    run(command("npm", ["ci", "--silent", "--no-audit", "--no-fund"]).current_dir(&folder))?;
    let server = Foreign::start("scimmy-routers", "/scim", |port| {
        let mut node = command("node", ["server.mjs"]);
        node.current_dir(&folder)
            .env("NODE_ENV", "production")
            .env("PEER_PORT", port)
            .env("PEER_KEY", KEY);
        node
    })?;
    Ok(Box::new(server))
}
