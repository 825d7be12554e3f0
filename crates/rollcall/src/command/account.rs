//! `rollcall account`: the people of the organization, whom users are linked to.

mod create;
mod list;

use std::io::Write;

use clap::Subcommand;

use crate::failure::Failure;

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub(crate) enum Account {
    /// Create an account that waits for a user with its e-mail
    Create(create::Create),
    /// List the accounts
    List(list::List),
}

impl Account {
    /// Does it.
    pub(crate) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Self::Create(create) => create.run(out).await,
            Self::List(list) => list.run(out).await,
        }
    }
}
