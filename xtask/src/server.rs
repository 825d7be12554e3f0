//! The real service, started for a task on a fresh data folder and ended with it.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::process::{cargo, output, run};
use crate::workspace::{self, Profile};

/// A directory of the running service, as `rollcall directory create --json` tells of it.
pub(crate) struct Directory {
    /// Its SCIM base URL.
    pub(crate) base_url: String,
    /// A key that opens it.
    pub(crate) key: String,
}

/// A running service.
pub(crate) struct Server {
    profile: Profile,
    data: tempfile::TempDir,
    address: String,
    process: Child,
}

/// Builds the `rollcall` binary of a profile.
pub(crate) fn build(profile: Profile) -> Result<()> {
    let mut build = cargo(["build", "--package", "rollcall", "--locked"]);
    if profile == Profile::Release {
        build.arg("--release");
    }
    run(&mut build)
}

impl Server {
    /// Starts the service on a free port.
    pub(crate) fn start(profile: Profile) -> Result<Self> {
        let data = tempfile::tempdir().context("can't make a data folder")?;
        let address = free_address()?;
        let process = serving(profile, data.path(), &address)?;
        let mut server = Self { profile, data, address, process };
        wait_until_it_listens("rollcall serve", &mut server.process, &server.address)?;
        Ok(server)
    }

    /// Kills the service, starts it anew on the same data, and says how long that took.
    pub(crate) fn restart(&mut self) -> Result<Duration> {
        self.process.kill().context("can't kill rollcall serve")?;
        self.process.wait().context("rollcall serve does not end")?;
        let begun = Instant::now();
        self.process = serving(self.profile, self.data.path(), &self.address)?;
        wait_until_it_listens("rollcall serve", &mut self.process, &self.address)?;
        Ok(begun.elapsed())
    }

    /// The process of the service.
    pub(crate) fn process_id(&self) -> u32 {
        self.process.id()
    }

    /// Where it keeps its data.
    pub(crate) fn data(&self) -> &Path {
        self.data.path()
    }

    /// Creates a directory of that profile.
    pub(crate) fn directory(&self, profile: &str) -> Result<Directory> {
        let mut create = Command::new(workspace::binary(self.profile));
        create.args(["directory", "create", "--json", "--name", profile, "--profile", profile]);
        let printed = output(create.arg("--data").arg(self.data.path()))?;
        let created: Value = serde_json::from_str(&printed)
            .with_context(|| format!("directory create --json printed {printed}"))?;
        let text = |member: &str| {
            let text = created.get(member).and_then(Value::as_str).map(str::to_owned);
            text.with_context(|| format!("directory create --json printed no {member}: {printed}"))
        };
        // The service may not have noted yet where it listens; it listens where it was told to.
        let base_url = text("scimBaseUrl")?;
        let path = base_url.splitn(4, '/').nth(3).context("a base URL has a path")?;
        let base_url = format!("http://{}/{path}", self.address);
        Ok(Directory { base_url, key: text("apiKey")? })
    }

    /// Checks every invariant of what the service has kept.
    pub(crate) fn verify(&self) -> Result<()> {
        run(&mut rollcall(self.profile, "verify", self.data.path()))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; there is nothing left to do then.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn serving(profile: Profile, data: &Path, address: &str) -> Result<Child> {
    let mut serve = rollcall(profile, "serve", data);
    serve.args(["--listen", address]).stdout(Stdio::null());
    if profile == Profile::Release {
        // It is measured; a line for each answer would be measured too.
        serve.env("ROLLCALL_LOG", "warn");
    }
    serve.spawn().context("can't start rollcall serve")
}

fn rollcall(profile: Profile, subcommand: &str, data: &Path) -> Command {
    let mut command = Command::new(workspace::binary(profile));
    command.arg(subcommand).arg("--data").arg(data);
    command
}

/// Waits for a service to take connections.
pub(crate) fn wait_until_it_listens(name: &str, process: &mut Child, address: &str) -> Result<()> {
    for _ in 0..5000 {
        if TcpStream::connect(address).is_ok() {
            return Ok(());
        }
        if let Some(status) = process.try_wait()? {
            bail!("{name} ended with {status} before it listened")
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    bail!("{name} does not listen on {address}")
}

/// An address of this machine that nothing listens on.
pub(crate) fn free_address() -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").context("no free port")?;
    Ok(listener.local_addr()?.to_string())
}
