//! Which server is measured.

use clap::Args;
use client::Connection;
use client::connection::chosen;
use secrecy::SecretString;

use crate::failure::Failure;

/// What a connection is called that is given on the command line.
const UNNAMED: &str = "command-line";

/// A server, and the key to it.
#[derive(Debug, Args)]
pub(super) struct Target {
    /// The SCIM base URL of the server: what /Users is appended to
    #[arg(value_name = "BASE_URL", requires = "key", conflicts_with = "connection")]
    base_url: Option<String>,

    /// The bearer key; better in the environment, where other users of the machine can't read it
    #[arg(long, env = "ROLLCALL_KEY", hide_env_values = true)]
    key: Option<SecretString>,

    /// A connection of that name; without it or a URL, that of the environment, or the only one
    #[arg(long, value_name = "NAME")]
    connection: Option<String>,
}

impl Target {
    /// The connection that is meant.
    pub(super) fn connection(&self) -> Result<Connection, Failure> {
        match (&self.base_url, &self.key) {
            (Some(url), Some(key)) => Ok(Connection::new(UNNAMED, url, key.clone())?),
            _ => Ok(chosen(self.connection.as_deref())?),
        }
    }
}
