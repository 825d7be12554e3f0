//! `cargo xtask conformance`: scim2-tester, a tester written by others, against the real service.

use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::process::command;
use crate::python;
use crate::server::{Directory, Server, build};

/// The profile that is RFC 7643/7644, tolerant of what clients really send.
const PROFILE: &str = "standard";

/// Results of a check that break a MUST or a SHOULD of the RFCs.
const FAILED: &[&str] = &["ERROR", "CRITICAL", "DEVIATION"];

/// Results of a check that was made and passed.
const PASSED: &[&str] = &["SUCCESS", "COMPLIANT", "ACCEPTABLE"];

/// Runs the tester; any check that fails fails the task.
pub(crate) fn run() -> Result<()> {
    let tester = python::environment()?.join("bin/scim2").to_string_lossy().into_owned();
    build()?;
    let server = Server::start()?;
    let report = report(&tester, &server.directory(PROFILE)?)?;
    print!("{report}");
    let count = |words: &[&str]| {
        let status = |line: &&str| line.split(' ').next().is_some_and(|word| words.contains(&word));
        report.lines().filter(status).count()
    };
    let (passed, failed, skipped) = (count(PASSED), count(FAILED), count(&["SKIPPED"]));
    let summary =
        format!("scim2-tester: {passed} checks passed, {failed} failed, {skipped} skipped");
    if failed > 0 || passed == 0 {
        bail!(summary)
    }
    println!("    {summary}");
    server.verify()
}

/// What the tester prints. Its exit code says nothing: it is 1 for a skipped check too.
fn report(tester: &str, directory: &Directory) -> Result<String> {
    let output = command(tester, ["--url", &directory.base_url, "test", "--verbose"])
        // Not on the command line, where other users of the machine could read it.
        .env("SCIM_CLI_HEADERS", format!("Authorization: Bearer {}", directory.key))
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("can't start {tester}"))?;
    String::from_utf8(output.stdout).context("scim2-tester printed something that is not text")
}
