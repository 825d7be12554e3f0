//! `rollcall directory`: a set of users and groups that one identity provider, or one administrator,
//! provisions.

mod create;
mod list;

use std::io::Write;

use clap::Subcommand;

use crate::failure::Failure;

/// What to do with directories.
#[derive(Debug, Subcommand)]
pub(crate) enum Directory {
    /// Create a directory, and its first key
    Create(create::Create),
    /// List the directories
    List(list::List),
}

impl Directory {
    /// Does it.
    pub(crate) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Self::Create(create) => create.run(out).await,
            Self::List(list) => list.run(out).await,
        }
    }
}
