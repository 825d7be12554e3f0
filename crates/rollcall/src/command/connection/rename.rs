//! `rollcall connection rename`.

use std::io::Write;

use clap::Args;
use client::connection::Connections;

use super::place;
use crate::failure::Failure;

const EXAMPLES: &str = "\
Examples:
  rollcall connection rename staff staff-test

Workflows that name it must be changed too.";

/// What shall be called what.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Rename {
    /// The connection
    #[arg(value_name = "NAME")]
    name: String,

    /// What it shall be called
    #[arg(value_name = "NEW_NAME")]
    new: String,
}

impl Rename {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        Connections::change(&place()?, |connections| connections.rename(&self.name, &self.new))?;
        Ok(writeln!(out, "The connection \"{}\" is called \"{}\" now.", self.name, self.new)?)
    }
}
