//! `rollcall index`: attributes by which users and groups are found without reading them all.

mod add;
mod list;
mod remove;

use std::io::Write;

use clap::Subcommand;

use crate::failure::Failure;

/// What to do with indexes.
#[derive(Debug, Subcommand)]
pub(crate) enum Index {
    /// Index an attribute of the users or the groups of a directory
    Add(add::Add),
    /// List the indexed attributes
    List(list::List),
    /// Remove an index that was added
    Remove(remove::Remove),
}

impl Index {
    /// Does it.
    pub(crate) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Self::Add(add) => add.run(out).await,
            Self::List(list) => list.run(out).await,
            Self::Remove(remove) => remove.run(out).await,
        }
    }
}
