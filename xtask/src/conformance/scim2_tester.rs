//! scim2-tester, by the authors of scim2-models: what the service advertises, tried attribute by attribute.

use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::process::command;
use crate::server::Directory;

/// Results of a check that break a MUST or a SHOULD of the RFCs.
const FAILED: &[&str] = &["ERROR", "CRITICAL", "DEVIATION"];

/// Results of a check that was made and passed.
const PASSED: &[&str] = &["SUCCESS", "COMPLIANT", "ACCEPTABLE"];

/// What it must have looked at: it leaves out what a service does not seem to have.
const SEEN: &[&str] = &["POST /.search", "/Users", "/Groups"];

/// Runs it; any check that fails, and anything it leaves out, is a failure.
pub(super) fn run(programs: &Path, directory: &Directory) -> Result<()> {
    let report = report(&programs.join("scim2").to_string_lossy(), directory)?;
    print!("{report}");
    let of = |words: &'static [&str]| {
        let status =
            move |line: &&str| line.split(' ').next().is_some_and(|word| words.contains(&word));
        report.lines().filter(status)
    };
    let (passed, failed, skipped) =
        (of(PASSED).count(), of(FAILED).count(), of(&["SKIPPED"]).count());
    let summary =
        format!("scim2-tester: {passed} checks passed, {failed} failed, {skipped} skipped");
    if failed > 0 || skipped > 0 {
        bail!(summary)
    }
    for seen in SEEN {
        if !report.contains(seen) {
            bail!("{summary}, and none was of {seen}")
        }
    }
    println!("    {summary}");
    Ok(())
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
