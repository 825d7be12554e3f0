//! `rollcall domain`: domains the organization owns; accounts on them are managed.

mod add;
mod list;

use std::io::Write;

use clap::Subcommand;

use crate::failure::Failure;

/// What to do with domains.
#[derive(Debug, Subcommand)]
pub(crate) enum Domain {
    /// Take a domain as verified: accounts created on it are managed from now on
    Add(add::Add),
    /// List the verified domains
    List(list::List),
}

impl Domain {
    /// Does it.
    pub(crate) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Self::Add(add) => add.run(out).await,
            Self::List(list) => list.run(out).await,
        }
    }
}
