//! The real service, started for a task on a fresh data folder and ended with it.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::process::{cargo, output, run};
use crate::workspace;

/// A directory of the running service, as `rollcall directory create --json` tells of it.
pub(crate) struct Directory {
    /// Its SCIM base URL.
    pub(crate) base_url: String,
    /// A key that opens it.
    pub(crate) key: String,
}

/// A running service.
pub(crate) struct Server {
    data: tempfile::TempDir,
    process: Child,
}

/// Builds the `rollcall` binary of the dev profile.
pub(crate) fn build() -> Result<()> {
    run(&mut cargo(["build", "--package", "rollcall", "--locked"]))
}

impl Server {
    /// Starts the service on a free port.
    pub(crate) fn start() -> Result<Self> {
        let data = tempfile::tempdir().context("can't make a data folder")?;
        let address = free_address()?;
        let process = rollcall("serve", data.path())
            .args(["--listen", &address])
            .stdout(Stdio::null())
            .spawn()
            .context("can't start rollcall serve")?;
        let mut server = Self { data, process };
        wait_until_it_listens("rollcall serve", &mut server.process, &address)?;
        Ok(server)
    }

    /// Creates a directory of that profile.
    pub(crate) fn directory(&self, profile: &str) -> Result<Directory> {
        let mut create = Command::new(workspace::binary());
        create.args(["directory", "create", "--json", "--name", profile, "--profile", profile]);
        let printed = output(create.arg("--data").arg(self.data.path()))?;
        let created: Value = serde_json::from_str(&printed)
            .with_context(|| format!("directory create --json printed {printed}"))?;
        let text = |member: &str| {
            let text = created.get(member).and_then(Value::as_str).map(str::to_owned);
            text.with_context(|| format!("directory create --json printed no {member}: {printed}"))
        };
        Ok(Directory { base_url: text("scimBaseUrl")?, key: text("apiKey")? })
    }

    /// Checks every invariant of what the service has kept.
    pub(crate) fn verify(&self) -> Result<()> {
        run(&mut rollcall("verify", self.data.path()))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; there is nothing left to do then.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn rollcall(subcommand: &str, data: &Path) -> Command {
    let mut command = Command::new(workspace::binary());
    command.arg(subcommand).arg("--data").arg(data);
    command
}

/// Waits for a service to take connections.
pub(crate) fn wait_until_it_listens(name: &str, process: &mut Child, address: &str) -> Result<()> {
    for _ in 0..200 {
        if TcpStream::connect(address).is_ok() {
            return Ok(());
        }
        if let Some(status) = process.try_wait()? {
            bail!("{name} ended with {status} before it listened")
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    bail!("{name} does not listen on {address}")
}

/// An address of this machine that nothing listens on.
pub(crate) fn free_address() -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").context("no free port")?;
    Ok(listener.local_addr()?.to_string())
}
