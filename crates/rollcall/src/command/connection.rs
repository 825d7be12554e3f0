//! `rollcall connection`: directories of SCIM services, here or elsewhere, and the keys that open them, under names.

mod add;
mod key_input;
mod list;
mod remove;
mod rename;
mod test;

use std::env;
use std::io::Write;
use std::path::PathBuf;

use clap::Subcommand;
use client::connection::Connections;

use crate::failure::Failure;

/// What to do with connections.
#[derive(Debug, Subcommand)]
pub(crate) enum Connection {
    /// Keep a connection under a name
    Add(add::Add),
    /// List the connections; no key is shown
    List(list::List),
    /// Try a connection, and say what is wrong with it
    Test(test::Test),
    /// Give a connection another name
    Rename(rename::Rename),
    /// Take a connection away
    Remove(remove::Remove),
}

impl Connection {
    /// Does it.
    pub(crate) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Self::Add(add) => add.run(out).await,
            Self::List(list) => list.run(out),
            Self::Test(test) => test.run(out).await,
            Self::Rename(rename) => rename.run(out),
            Self::Remove(remove) => remove.run(out),
        }
    }
}

/// The file of this user's connections.
fn place() -> Result<PathBuf, Failure> {
    Ok(Connections::place(&|name| env::var_os(name))?)
}
