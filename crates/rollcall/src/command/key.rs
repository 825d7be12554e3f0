//! `rollcall key`: bearer keys, which open a directory's SCIM endpoints or the administration API.

mod create;
mod list;
mod revoke;

use std::io::Write;

use clap::Subcommand;

use crate::failure::Failure;

/// What to do with keys.
#[derive(Debug, Subcommand)]
pub(crate) enum Key {
    /// Create a key; it is shown once
    Create(create::Create),
    /// List the keys, revoked ones too
    List(list::List),
    /// Revoke a key, at once
    Revoke(revoke::Revoke),
}

impl Key {
    /// Does it.
    pub(crate) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Self::Create(create) => create.run(out).await,
            Self::List(list) => list.run(out).await,
            Self::Revoke(revoke) => revoke.run(out).await,
        }
    }
}
