//! `rollcall workflow runs`.

use std::io::Write;
use std::sync::Arc;

use clap::Args;
use workflows::{Cause, Clock as _, Journal as _, Owner, Run, RunQuery, SystemClock};

use crate::automation::{Runners, StoreJournal};
use crate::command::print_json;
use crate::configuration::CommonFlags;
use crate::data::Data;
use crate::failure::Failure;
use crate::organization;
use crate::terminal::Table;

/// Which runs to list.
#[derive(Debug, Args)]
pub(crate) struct Runs {
    #[command(flatten)]
    common: CommonFlags,

    /// Only those of this workflow
    #[arg(long, value_name = "NAME")]
    workflow: Option<String>,

    /// At most so many, the newest
    #[arg(long, value_name = "COUNT", default_value_t = 50)]
    limit: usize,

    /// Print a JSON array
    #[arg(long)]
    json: bool,
}

impl Runs {
    pub(super) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let data = Data::for_task(self.common)?;
        let (journal, owner) = opened(&data).await?;
        let query = RunQuery { workflow: self.workflow, before: None, limit: self.limit };
        let runs = journal.runs(owner, &query).await?;
        if self.json {
            print_json(out, &runs)?;
        } else {
            let mut table =
                Table::new(["RUN", "WORKFLOW", "STATE", "BEGUN BY", "STARTED", "ERROR"]);
            for run in &runs {
                table.row([
                    run.id.to_string(),
                    run.workflow.clone(),
                    state(&journal, run).to_owned(),
                    begun_by(&run.cause),
                    run.started.to_string(),
                    run.error.clone().unwrap_or_else(|| "-".to_owned()),
                ]);
            }
            write!(out, "{table}")?;
        }
        drop(journal);
        data.close().await
    }
}

/// The journal of a data folder, and whose runs are in it.
pub(super) async fn opened(data: &Data) -> Result<(StoreJournal, Owner), Failure> {
    let organization = organization::chosen(data, None).await?.id;
    let runners = Runners::join(&data.folder, SystemClock.new_id())?;
    let journal = StoreJournal::new(Arc::clone(data.service.store()), runners);
    Ok((journal, Owner { organization: *organization.as_uuid(), directory: None }))
}

/// How a run stands: one that nobody carries out any more waits for `rollcall serve` to take it up.
pub(super) fn state(journal: &StoreJournal, run: &Run) -> &'static str {
    if run.state.is_final() || journal.is_carried_out(run) { run.state.as_str() } else { "cut off" }
}

fn begun_by(cause: &Cause) -> String {
    match cause {
        Cause::OnDemand => "hand".to_owned(),
        Cause::Schedule { cron, .. } => format!("schedule {cron}"),
        Cause::Webhook { name } => format!("webhook {name}"),
        Cause::Event { event, .. } => event.clone(),
    }
}
