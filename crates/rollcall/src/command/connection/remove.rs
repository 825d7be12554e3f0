//! `rollcall connection remove`.

use std::io::Write;

use clap::Args;
use client::connection::Connections;

use super::place;
use crate::failure::Failure;

const EXAMPLES: &str = "\
Examples:
  rollcall connection remove staff

The key opens the directory still: revoke it there if nobody else uses it.";

/// What to take away.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Remove {
    /// The connection
    #[arg(value_name = "NAME")]
    name: String,
}

impl Remove {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        Connections::change(&place()?, |connections| connections.remove(&self.name).map(drop))?;
        Ok(writeln!(
            out,
            "Removed the connection \"{}\". Its key works until it is revoked.",
            self.name
        )?)
    }
}
