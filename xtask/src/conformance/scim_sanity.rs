//! scim-sanity, in its strict mode: the life of a user and of a group, searches, errors.

use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::process::command;
use crate::server::Directory;

/// A check that asks for what the RFCs do not.
struct Exception {
    check: &'static str,
    told: &'static str,
    why: &'static str,
}

/// Every check that may fail, with what it says then. One that passes has no place here.
const EXCEPTIONS: &[Exception] = &[Exception {
    check: "PATCH /Groups/{id} add member",
    told: "Expected 200, got 400",
    why: "it adds the member \"fake-member-id\", which nobody is: RFC 7643 §4.2 has members be ids of resources, \
          RFC 7644 §3.12 has invalidValue for a value that is not compatible, and a group that names nobody would \
          be answered 2xx and not done",
}];

/// Checks of drafts that Rollcall does not implement: the tester leaves them out.
const LEFT_OUT: &[&str] = &["Agent", "AgenticApplication"];

/// Runs it; any check that fails, and is no exception, is a failure.
pub(super) fn run(programs: &Path, directory: &Directory) -> Result<()> {
    let report = report(&programs.join("scim-sanity").to_string_lossy(), directory)?;
    let results = report.get("results").and_then(Value::as_array);
    let results = results.with_context(|| format!("scim-sanity printed no results: {report}"))?;
    let (mut passed, mut excepted, mut failures) = (0, Vec::new(), Vec::new());
    for result in results {
        let text = |member: &str| result.get(member).and_then(Value::as_str).unwrap_or_default();
        let (check, status, told) = (text("name"), text("status"), text("message"));
        let known = |known: &&Exception| known.check == check && known.told == told;
        match (status, EXCEPTIONS.iter().find(known)) {
            ("pass", _) => passed += 1,
            ("fail", Some(exception)) => excepted.push(exception),
            ("skip", _) if LEFT_OUT.iter().any(|prefix| check.starts_with(prefix)) => {}
            _ => failures.push(format!("{status} {check}: {told}")),
        }
    }
    for exception in &excepted {
        println!("    excepted: {}, since {}", exception.check, exception.why);
    }
    for exception in EXCEPTIONS {
        if !excepted.iter().any(|met| met.check == exception.check) {
            failures.push(format!("{} is no exception any more", exception.check));
        }
    }
    let summary = format!(
        "scim-sanity: {passed} checks passed, {} failed, {} excepted",
        failures.len(),
        excepted.len()
    );
    if !failures.is_empty() || passed == 0 {
        bail!("{summary}\n{}", failures.join("\n"))
    }
    println!("    {summary}");
    Ok(())
}

/// What the tester prints. It takes the key on the command line alone; this one opens a directory that is gone
/// when the task ends.
fn report(tester: &str, directory: &Directory) -> Result<Value> {
    let output = command(tester, ["probe", &directory.base_url, "--token", &directory.key])
        .args(["--strict", "--json-output", "--i-accept-side-effects"])
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("can't start {tester}"))?;
    serde_json::from_slice(&output.stdout).context("scim-sanity printed something that is not JSON")
}
