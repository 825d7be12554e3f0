//! `rollcall demo`: the main job, end to end, over real HTTP.
//!
//! Everything shown has happened: requests go through a socket to the service as `rollcall serve`
//! runs it, on the same store. What is not as promised ends the demo with a failure.

mod mailed;
mod narrator;
mod next;
mod prepare;
mod running;
mod story;

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use clap::Args;

use crate::configuration::{Configuration, ListenAddress, LogFlags};
use crate::failure::Failure;
use crate::terminal::{Paint, colours_wanted};
use crate::{data, listen, stop};
use narrator::Narrator;
use running::Running;

const EXAMPLES: &str = "\
Examples:
  rollcall demo            show it, then keep serving until Ctrl-C
  rollcall demo --exit     show it and end; the exit code says whether all went well";

/// How to show it. The environment is not asked where: it speaks of the real service.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Demo {
    /// The folder for the demo's data, without any yet [default: a new temporary folder]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,

    /// The address to listen on [default: 127.0.0.1:8080, or a free port if that is in use]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<ListenAddress>,

    /// End after the show
    #[arg(long)]
    exit: bool,

    #[command(flatten)]
    log: LogFlags,
}

impl Demo {
    /// Does it.
    pub(crate) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let folder = self.data.map_or_else(temporary_folder, Ok)?;
        let configuration = Configuration::plain(&folder, self.listen, self.log);
        configuration.start_logging("warn")?;
        if data::is_in(&folder) {
            return Err(Failure::DemoData { path: folder });
        }
        let listener = match self.listen {
            Some(ListenAddress(address)) => listen::on(address).await?,
            None => listen::near(configuration.listen).await?,
        };

        let paint = Paint(io::stdout().is_terminal() && colours_wanted());
        let mut narrator = Narrator::new(out, paint);
        narrator.title("Rollcall: a user is created, for real")?;
        let running = Running::start(&configuration, listener).await?;
        let prepared = prepare::prepare(&mut narrator, &configuration, &running).await?;
        let created = story::create_user(&mut narrator, &prepared).await?;
        story::add_to_group(&mut narrator, &prepared, &created).await?;
        story::refuse_a_second(&mut narrator, &prepared, &created).await?;
        let running =
            story::restart(&mut narrator, &configuration, running, &prepared, &created).await?;
        mailed::run_workflow(&mut narrator, &running, &prepared).await?;

        if self.exit {
            next::after_the_end(&mut narrator, &folder)?;
            return running.stop().await;
        }
        let stop = stop::requested()?;
        next::while_serving(&mut narrator, &folder, &running, &prepared, &created)?;
        stop.await;
        running.stop().await
    }
}

/// A folder that outlives the demo, so that its data can be served again.
fn temporary_folder() -> Result<PathBuf, Failure> {
    let folder = tempfile::Builder::new().prefix("rollcall-demo-").tempdir();
    Ok(folder.map_err(|error| Failure::System("making a temporary folder", error))?.keep())
}
