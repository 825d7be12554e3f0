//! SCIM servers by others: started for a task, and ended with it.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};

use crate::process::command;
use crate::server::{Directory, free_address, wait_until_it_listens};

/// What such a server lets in.
pub(crate) const KEY: &str = "a-key-of-this-task";

/// A running server of others.
pub(crate) struct Foreign {
    process: Child,
    /// The only directory it has.
    pub(crate) directory: Directory,
}

/// scim2-server, by the authors of scim2-models; `programs` is where the virtual environment has its programs.
pub(crate) fn scim2_server(programs: &Path) -> Result<Foreign> {
    let program = programs.join("scim2-server").to_string_lossy().into_owned();
    Foreign::start("scim2-server", "/v2", |port| {
        command(&program, ["--port", port, "--bearer-token", KEY])
    })
}

impl Foreign {
    /// Starts one that listens on the port it is given, and has its SCIM below `path`.
    pub(crate) fn start(
        name: &str,
        path: &str,
        program: impl FnOnce(&str) -> Command,
    ) -> Result<Self> {
        let address = free_address()?;
        let (_, port) = address.rsplit_once(':').context("an address has a port")?;
        let process = program(port)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("can't start {name}"))?;
        let directory =
            Directory { base_url: format!("http://{address}{path}"), key: KEY.to_owned() };
        let mut server = Self { process, directory };
        wait_until_it_listens(name, &mut server.process, &address)?;
        Ok(server)
    }
}

impl Drop for Foreign {
    fn drop(&mut self) {
        // It may have ended by itself; there is nothing left to do then.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
