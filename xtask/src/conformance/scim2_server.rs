//! Our command line against scim2-server, a SCIM server by the authors of scim2-models: a user's whole life, and a group's.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::foreign::{self, Foreign};
use crate::process::output;
use crate::workspace::{self, Profile};

/// The exit code for what is there already.
const CONFLICT: i32 = 4;

/// The exit code for what is not there.
const NOT_FOUND: i32 = 3;

/// Runs the commands one after another; the first that does not do what it should is the failure.
pub(super) fn run(programs: &Path) -> Result<()> {
    let server = foreign::scim2_server(programs)?;
    let create =
        ["user", "create", "ada@example.com", "--given-name", "Ada", "--title", "Countess"];
    let ada = server.json(create)?;
    is(&ada, "/title", "Countess")?;
    is(&ada, "/emails/0/value", "ada@example.com")?;
    let id = ada.get("id").and_then(Value::as_str).context("the user has no id")?;
    server.ends_with(CONFLICT, create)?;

    let found = server.json(["user", "find", "ada@example.com"])?;
    is(&found, "/id", id)?;
    let again = ["user", "create", "ada@example.com", "--title", "Lady", "--if-exists", "update"];
    is(&server.json(again)?, "/title", "Lady")?;
    // It answers a PATCH with 204; what the user is then is shown all the same.
    let patched = server.json(["user", "patch", "ada@example.com", "--department", "Engines"])?;
    let department = "/urn:ietf:params:scim:schemas:extension:enterprise:2.0:User/department";
    is(&patched, department, "Engines")?;
    is(&server.json(["user", "deactivate", "ada@example.com"])?, "/active", false)?;
    is(&server.json(["user", "reactivate", "ada@example.com"])?, "/active", true)?;

    server.json(["group", "create", "Analysts"])?;
    let joined = server.json(["group", "add-members", "Analysts", "--member", id])?;
    is(&joined, "/members/0/value", id)?;
    let left = server.json(["group", "remove-members", "Analysts", "--member", id])?;
    ensure!(left.pointer("/members/0").is_none(), "the member is still in the group: {left}");
    is(
        &server.json(["group", "rename", "Analysts", "--new-name", "Engineers"])?,
        "/displayName",
        "Engineers",
    )?;
    is(&server.json(["group", "list"])?, "/totalResults", 1)?;
    server.printed(["group", "delete", "Engineers"])?;

    is(&server.json(["user", "list", "--filter", "userName sw \"a\""])?, "/totalResults", 1)?;
    server.json(["schemas", "get"])?;
    server.json(["service-provider-config", "get"])?;
    server.printed(["user", "delete", "ada@example.com"])?;
    server.ends_with(NOT_FOUND, ["user", "get", "ada@example.com"])?;
    imports(&server)?;
    println!("    scim2-server: all commands did what they should");
    Ok(())
}

/// A file of people comes in once, and what is exported changes nothing.
fn imports(server: &Foreign) -> Result<()> {
    let folder = tempfile::tempdir().context("can't make a scratch folder")?;
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let (people, exported) = (path("people.csv"), path("exported.csv"));
    let rows = "userName,first name,mobile,department\n\
        ada@example.com,Ada,+44 20 7946 0000,Engines\ngrace@example.com,Grace,,Navy\n";
    fs::write(&people, rows).context("can't write a file of people")?;
    let expect = |file: &str, counts: &str| {
        let printed = server.printed(["user", "import", file])?;
        ensure!(printed.trim_end() == counts, "the import should say {counts:?}: {printed:?}");
        Ok(())
    };
    expect(&people, "2 created, 0 changed, 0 left as they were, 0 failed")?;
    expect(&people, "0 created, 0 changed, 2 left as they were, 0 failed")?;
    fs::write(&exported, server.printed(["user", "export"])?)
        .context("can't write what was exported")?;
    expect(&exported, "0 created, 0 changed, 2 left as they were, 0 failed")
}

/// A member of what a command printed is that.
fn is(printed: &Value, pointer: &str, wanted: impl Into<Value>) -> Result<()> {
    let wanted = wanted.into();
    if printed.pointer(pointer) == Some(&wanted) {
        return Ok(());
    }
    bail!("{pointer} should be {wanted} in {printed:#}")
}

/// What our command line does there.
impl Foreign {
    /// The JSON that a command prints.
    fn json<const N: usize>(&self, arguments: [&str; N]) -> Result<Value> {
        let printed = self.printed(arguments)?;
        serde_json::from_str(&printed)
            .with_context(|| format!("rollcall {} printed {printed:?}", arguments.join(" ")))
    }

    /// What a command prints.
    fn printed<const N: usize>(&self, arguments: [&str; N]) -> Result<String> {
        output(&mut self.rollcall(arguments))
    }

    /// Insists on how a command fails.
    fn ends_with<const N: usize>(&self, code: i32, arguments: [&str; N]) -> Result<()> {
        let ended = self.rollcall(arguments).output().context("can't start rollcall")?;
        ensure!(
            ended.status.code() == Some(code),
            "rollcall {} should end with {code}: {ended:?}",
            arguments.join(" ")
        );
        Ok(())
    }

    fn rollcall(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
        let mut rollcall = Command::new(workspace::binary(Profile::Dev));
        rollcall
            .args(arguments)
            .env("ROLLCALL_SCIM_URL", &self.directory.base_url)
            .env("ROLLCALL_SCIM_KEY", &self.directory.key);
        rollcall
    }
}
