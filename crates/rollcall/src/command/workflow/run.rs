//! `rollcall workflow run`.

use std::io::Write;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;

use actions::Catalogue;
use clap::Args;
use serde_json::{Map, Value};
use workflows::{
    Clock as _, Engine, MemoryJournal, Owner, Run, RunState, Start, SystemClock, Workflow,
};

use super::progress;
use crate::automation::{self, Runners, StoreJournal};
use crate::command::print_json;
use crate::configuration::{CommonFlags, Outside};
use crate::data::Data;
use crate::failure::Failure;
use crate::logging;
use crate::organization;
use crate::stop;
use crate::terminal::laid_out;

const EXAMPLES: &str = "\
Examples:
  rollcall workflow run onboarding.yaml --input user_name=ada@example.com
  rollcall workflow run onboarding.yaml --input user_name=ada@example.com --dry-run
  rollcall workflow run offboarding --input user_name=ada@example.com --input manager=grace@example.com

The connections are those of `rollcall connection`, or ROLLCALL_SCIM_URL and ROLLCALL_SCIM_KEY. With --data the run is kept,
and `rollcall serve` on the same data carries it on if it is cut off. Ctrl-C cancels it.";

/// What to run, and with what.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct RunWorkflow {
    /// The file of the workflow, or the name of one of the library
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// An input; as often as there are inputs
    #[arg(long = "input", value_name = "NAME=VALUE")]
    inputs: Vec<String>,

    /// The connection of steps that name none
    #[arg(long, value_name = "NAME")]
    connection: Option<String>,

    /// Show what would be sent, and send nothing
    #[arg(long)]
    dry_run: bool,

    /// Keep the run in this data folder
    #[arg(long, value_name = "DIR", env = "ROLLCALL_DATA", hide_env_values = true)]
    data: Option<PathBuf>,

    /// Print the run as JSON at the end, and nothing before
    #[arg(long)]
    json: bool,
}

impl RunWorkflow {
    pub(super) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let workflow = automation::find(&self.file, &Catalogue::builtin()?)?;
        let inputs = self.inputs.iter().map(|text| input(text)).collect::<Result<_, _>>()?;
        match self.data.clone().filter(|_| !self.dry_run) {
            None => {
                logging::start("warn", logging::LogFormat::default())?;
                let journal = Arc::new(MemoryJournal::default());
                let engine = Engine::new(journal, Arc::new(SystemClock), SystemClock.new_id());
                let run = self.carry_out(&engine, workflow, Owner::default(), inputs).await?;
                self.tell(out, run)
            }
            Some(data) => {
                let data = Data::for_task(CommonFlags::of_data(data))?;
                let owner = organization::chosen(&data, None).await?.id;
                let owner = Owner { organization: *owner.as_uuid(), directory: None };
                let runners = Runners::join(&data.folder, SystemClock.new_id())?;
                let store = Arc::clone(data.service.store());
                let journal = StoreJournal::new(store, runners);
                let runner = journal.runner();
                let engine = Engine::new(Arc::new(journal), Arc::new(SystemClock), runner);
                let run = self.carry_out(&engine, workflow, owner, inputs).await;
                data.close().await?;
                self.tell(out, run?)
            }
        }
    }

    async fn carry_out(
        &self,
        engine: &Engine,
        workflow: Arc<Workflow>,
        owner: Owner,
        inputs: Map<String, Value>,
    ) -> Result<Run, Failure> {
        let start = Start {
            inputs,
            watch: (!self.json).then(progress::shown),
            ..Start::on_demand(
                workflow,
                owner,
                automation::operator(&Outside::of_environment(), self.connection.clone())?,
            )
        };
        if self.dry_run {
            return Ok(engine.dry_run(start).await?);
        }
        let stop = stop::gently()?;
        let going = engine.start(start).await?;
        let id = going.id;
        let mut finished = pin!(going.finished());
        let run = tokio::select! {
            run = &mut finished => run,
            () = stop => {
                engine.cancel(owner, id).await?;
                finished.await
            }
        };
        run.ok_or(Failure::RunLost(id))
    }

    fn tell(&self, out: &mut dyn Write, run: Run) -> Result<(), Failure> {
        if self.json {
            print_json(out, &run)?;
        } else if !run.outputs.is_empty() {
            writeln!(out, "{}", laid_out(&Value::Object(run.outputs.clone()), 0))?;
        }
        match run.state {
            RunState::Completed => Ok(()),
            _ => Err(Failure::Run(Box::new(run))),
        }
    }
}

fn input(text: &str) -> Result<(String, Value), Failure> {
    let (name, value) =
        text.split_once('=').ok_or_else(|| Failure::WorkflowInput(text.to_owned()))?;
    Ok((name.trim().to_owned(), Value::from(value)))
}
