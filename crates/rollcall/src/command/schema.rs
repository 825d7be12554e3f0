//! `rollcall schema`: extension schemas of the organization's own.

mod add;
mod list;
mod remove;

use std::io::Write;

use clap::Subcommand;

use crate::failure::Failure;

/// What to do with schemas.
#[derive(Debug, Subcommand)]
pub(crate) enum Schema {
    /// Add an extension schema to the users or the groups of a directory
    Add(add::Add),
    /// List the schemas that were added
    List(list::List),
    /// Remove a schema of which nothing has values
    Remove(remove::Remove),
}

impl Schema {
    /// Does it.
    pub(crate) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Self::Add(add) => add.run(out).await,
            Self::List(list) => list.run(out).await,
            Self::Remove(remove) => remove.run(out).await,
        }
    }
}
