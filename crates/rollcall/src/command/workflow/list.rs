//! `rollcall workflow list`.

use std::io::Write;
use std::path::PathBuf;

use actions::Catalogue;
use clap::Args;
use workflows::{Library, Trigger};

use crate::automation;
use crate::failure::Failure;
use crate::terminal::Table;

/// What to list.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// A folder of workflows, to list besides those of the library
    #[arg(long, value_name = "DIR", env = "ROLLCALL_WORKFLOWS", hide_env_values = true)]
    workflows: Option<PathBuf>,
}

impl List {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let catalogue = Catalogue::builtin()?;
        let folder = self.workflows.map(|folder| automation::in_folder(&folder, &catalogue));
        let folder = folder.transpose()?.unwrap_or_default();
        // As a service has them: one of the folder takes the place of that of its name.
        let library = folder.into_iter().fold(Library::builtin(&catalogue)?, Library::with);
        let mut table = Table::new(["WORKFLOW", "BEGINS", "STEPS", "TITLE"]);
        for workflow in library.workflows() {
            let begins: Vec<String> = workflow.triggers.iter().map(begins).collect();
            let begins = if begins.is_empty() { "on demand".to_owned() } else { begins.join(", ") };
            let steps = workflow.every_step().len().to_string();
            table.row([workflow.name.clone(), begins, steps, workflow.title.clone()]);
        }
        Ok(write!(out, "{table}")?)
    }
}

fn begins(trigger: &Trigger) -> String {
    match trigger {
        Trigger::Schedule { cron } => format!("at {cron}"),
        Trigger::Webhook { name } => format!("webhook {name}"),
        Trigger::Event { event } => event.clone(),
    }
}
