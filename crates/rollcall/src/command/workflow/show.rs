//! `rollcall workflow show`.

use std::io::Write;

use clap::Args;
use serde_json::json;
use workflows::Journal as _;

use super::runs::{opened, state};
use crate::command::print_json;
use crate::configuration::CommonFlags;
use crate::data::Data;
use crate::failure::Failure;
use crate::terminal::{Table, laid_out};

/// Which run to show.
#[derive(Debug, Args)]
pub(crate) struct Show {
    #[command(flatten)]
    common: CommonFlags,

    /// The id of the run
    #[arg(value_name = "RUN")]
    run: String,

    /// Print a JSON object, with what each step was given and answered
    #[arg(long)]
    json: bool,
}

impl Show {
    pub(super) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let data = Data::for_task(self.common)?;
        let (journal, owner) = opened(&data).await?;
        let unknown = || Failure::UnknownRun(self.run.clone());
        let id = self.run.parse().map_err(|_| unknown())?;
        let run = journal.run(owner, id).await?.ok_or_else(unknown)?;
        let steps = journal.steps(owner, id).await?;
        if self.json {
            print_json(out, &json!({ "run": run, "steps": steps }))?;
        } else {
            writeln!(out, "{} of {}: {}", run.id, run.workflow, state(&journal, &run))?;
            if let Some(error) = &run.error {
                writeln!(out, "{error}")?;
            }
            writeln!(out)?;
            let mut table = Table::new(["STEP", "NAME", "STATE", "TRIES", "STARTED", "ERROR"]);
            for step in steps {
                table.row([
                    step.place,
                    step.name,
                    step.state.as_str().to_owned(),
                    step.attempts.to_string(),
                    step.started.to_string(),
                    step.error.map_or_else(|| "-".to_owned(), |error| error.message),
                ]);
            }
            write!(out, "{table}")?;
            if !run.outputs.is_empty() {
                writeln!(out, "\n{}", laid_out(&run.outputs.into(), 0))?;
            }
        }
        drop(journal);
        data.close().await
    }
}
