//! `rollcall verify`: every invariant of the data, checked.

use std::io::Write;

use clap::Args;

use crate::configuration::CommonFlags;
use crate::data::Data;
use crate::failure::Failure;

const HELP: &str = "\
Checks the files, and for each resource that its keys, index entries, memberships and links are what
its body says. Changes nothing. Prints a line for each finding: its code, then what and where.

Exit codes: 0 without findings, 1 with findings.";

/// What to check.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Verify {
    #[command(flatten)]
    common: CommonFlags,
}

impl Verify {
    /// Does it.
    pub(crate) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let data = Data::for_task(self.common)?;

        let findings = data.service.verify().await?;
        for finding in &findings {
            writeln!(out, "{}: {}", finding.code, finding.text)?;
        }
        if findings.is_empty() {
            writeln!(out, "{}: no findings", data.folder.display())?;
        }
        data.close().await?;
        if findings.is_empty() {
            Ok(())
        } else {
            Err(Failure::Findings { findings: findings.len() })
        }
    }
}
