//! `rollcall workflow`.

mod cancel;
mod check;
mod list;
mod progress;
mod run;
mod runs;
mod show;

use std::io::Write;

use clap::Subcommand;

use crate::failure::Failure;

/// What to do with workflows.
#[derive(Debug, Subcommand)]
pub(crate) enum Workflow {
    /// Find what is wrong with a workflow before anything runs
    Check(check::Check),
    /// Run a workflow, and show its steps as they go
    Run(run::RunWorkflow),
    /// List the workflows of the library, and those of a folder
    List(list::List),
    /// Show a run and its steps
    Show(show::Show),
    /// List the runs that are kept
    Runs(runs::Runs),
    /// Cancel a run that is kept, whoever carries it out
    Cancel(cancel::Cancel),
}

impl Workflow {
    /// Does it.
    pub(crate) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Self::Check(check) => check.run(out),
            Self::Run(run) => run.run(out).await,
            Self::List(list) => list.run(out),
            Self::Show(show) => show.run(out).await,
            Self::Runs(runs) => runs.run(out).await,
            Self::Cancel(cancel) => cancel.run(out).await,
        }
    }
}
