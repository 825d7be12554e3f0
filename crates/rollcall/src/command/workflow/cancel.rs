//! `rollcall workflow cancel`.

use std::io::Write;
use std::sync::Arc;

use clap::Args;
use workflows::{Cancelled, Engine, Journal as _, SystemClock};

use super::runs::opened;
use crate::configuration::CommonFlags;
use crate::data::Data;
use crate::failure::Failure;

const NOTE: &str = "\
A run that a server or another command carries out ends before its next step; one that waits or was cut off ends at once,
and is not carried on.";

/// Which run to cancel.
#[derive(Debug, Args)]
#[command(after_help = NOTE)]
pub(crate) struct Cancel {
    #[command(flatten)]
    common: CommonFlags,

    /// The id of the run
    #[arg(value_name = "RUN")]
    run: String,
}

impl Cancel {
    pub(super) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let data = Data::for_task(self.common)?;
        let (journal, owner) = opened(&data).await?;
        let journal = Arc::new(journal);
        let unknown = || Failure::UnknownRun(self.run.clone());
        let id = self.run.parse().map_err(|_| unknown())?;
        let run = journal.run(owner, id).await?.ok_or_else(unknown)?;
        let carried_out = journal.is_carried_out(&run);
        let runner = journal.runner();
        let engine = Engine::new(Arc::clone(&journal) as _, Arc::new(SystemClock), runner);
        match engine.cancel(owner, id).await? {
            Cancelled::Ending if carried_out => {
                writeln!(out, "{id} is cancelled: it ends before its next step")?;
            }
            Cancelled::Ending => writeln!(out, "{id} is cancelled")?,
            Cancelled::Over => {
                let run = journal.run(owner, id).await?.unwrap_or(run);
                return Err(Failure::RunOver { run: id, state: run.state.as_str() });
            }
            Cancelled::Unknown => return Err(unknown()),
        }
        drop((engine, journal));
        data.close().await
    }
}
