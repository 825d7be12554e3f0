//! slapd of `OpenLDAP`, as Debian has it, with the indexes that Rollcall has, and every write on the disk before its answer.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use serde_json::json;
use tempfile::TempDir;

use super::programs;
use crate::measure::{Load, Report, Server};
use crate::process::{command, succeeds};
use crate::server::{free_address, wait_until_it_listens};

/// Below this is everything.
const BASE: &str = "dc=bench";

/// Who may write. Limits and access rules, which cost time, do not hold for them.
const ADMIN: &str = "cn=admin,dc=bench";

/// What opens it for them.
const PASSWORD: &str = "a-key-of-this-task";

struct Slapd {
    process: Child,
    url: String,
    generator: PathBuf,
    _folder: TempDir,
}

/// Starts one on a folder of its own.
pub(super) fn start() -> Result<Box<dyn Server>> {
    if !succeeds(&mut command("slapd", ["-VV"])) && !Path::new("/usr/sbin/slapd").exists() {
        bail!("slapd is not installed: apt-get install -y --no-install-recommends slapd")
    }
    let generator = programs::built("peer-ldap-load")?;
    let folder = tempfile::tempdir().context("can't make a data folder")?;
    let configuration = folder.path().join("slapd.conf");
    fs::create_dir(folder.path().join("data")).context("can't make a data folder")?;
    fs::write(&configuration, configured(folder.path()))
        .with_context(|| format!("can't write {}", configuration.display()))?;
    let address = free_address()?;
    let url = format!("ldap://{address}");
    // With a level of debugging, though it is none, it stays a child of this process.
    let process = command("/usr/sbin/slapd", ["-d", "0", "-h", &url, "-f"])
        .arg(&configuration)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context("can't start slapd")?;
    let mut server = Slapd { process, url, generator, _folder: folder };
    wait_until_it_listens("slapd", &mut server.process, &address)?;
    Ok(Box::new(server))
}

/// The configuration: `dbnosync` stays off, and members are kept sorted, which makes large groups quicker.
fn configured(folder: &Path) -> String {
    let folder = folder.display();
    format!(
        "include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile {folder}/slapd.pid
sortvals member
database mdb
suffix \"{BASE}\"
rootdn \"{ADMIN}\"
rootpw {PASSWORD}
directory {folder}/data
maxsize 8589934592
index objectClass,entryUUID,uid,mail,employeeNumber,displayName eq
index sn,givenName,title,departmentNumber,o,createTimestamp,modifyTimestamp,member eq
"
    )
}

impl Server for Slapd {
    fn ask(&self, load: &Load) -> Result<Report> {
        let plan = json!({
            "url": self.url,
            "base": BASE,
            "user": ADMIN,
            "password": PASSWORD,
            "users": load.users,
            "mixes": load.mixes,
            "connections": load.connections,
            "groupSize": load.group_size,
            "warmupMillis": u64::try_from(load.warmup.as_millis())?,
            "durationMillis": u64::try_from(load.duration.as_millis())?,
        });
        let mut generator = Command::new(&self.generator)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .context("can't start the generator")?;
        let mut input = generator.stdin.take().context("it has no input")?;
        input.write_all(plan.to_string().as_bytes()).context("it did not read its plan")?;
        drop(input);
        let output = generator.wait_with_output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "{}", said.trim());
        serde_json::from_slice(&output.stdout).context("it told something else than JSON")
    }
}

impl Drop for Slapd {
    fn drop(&mut self) {
        // It may have ended by itself; there is nothing left to do then.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
