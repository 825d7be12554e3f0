//! `rollcall workflow check`.

use std::io::Write;
use std::path::PathBuf;

use actions::Catalogue;
use clap::Args;

use crate::automation;
use crate::failure::Failure;

/// What to check.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Check {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let workflows = automation::read_all(&self.files, &Catalogue::builtin()?)?;
        for (path, workflow) in self.files.iter().zip(workflows) {
            let steps = match workflow.every_step().len() {
                1 => "1 step".to_owned(),
                steps => format!("{steps} steps"),
            };
            let title = &workflow.title;
            writeln!(out, "{}: \"{title}\", {steps}, nothing wrong", path.display())?;
        }
        Ok(())
    }
}
