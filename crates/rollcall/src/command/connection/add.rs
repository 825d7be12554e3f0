//! `rollcall connection add`.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use client::Connection;
use client::connection::{Connections, Organization};

use super::key_input::{KeyInput, Whose};
use super::{place, test};
use crate::failure::Failure;

const HELP: &str = "\
The key is asked for at a terminal, and not shown; else it is the first line of standard input. With --organization, that
of the organization follows: in the next question, or the next line. No key is ever an argument, where other users of the
machine could read it.

Examples:
  rollcall connection add staff --url http://127.0.0.1:8080/scim/directory/ID
  rollcall connection add cloud --directory ID --organization ID --test
  rollcall connection add staff --url URL --key-file /run/secrets/scim-key
  rollcall connection add staff --url URL --key-env SCIM_KEY

The connections are kept in a file that its owner alone can read: at ROLLCALL_CONNECTIONS, or else
rollcall/connections.toml in XDG_CONFIG_HOME or ~/.config.";

/// What to keep.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Add {
    /// What it shall be called
    #[arg(value_name = "NAME")]
    name: String,

    /// The SCIM base URL of the directory: what /Users is appended to
    #[arg(long, value_name = "URL", required_unless_present = "directory")]
    url: Option<String>,

    /// The id of a directory of Atlassian's cloud, in place of a URL
    #[arg(long, value_name = "DIRECTORY_ID", conflicts_with = "url")]
    directory: Option<String>,

    /// Take the key from this file; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "key_env")]
    key_file: Option<PathBuf>,

    /// Take the key from this variable of the environment
    #[arg(long, value_name = "VARIABLE")]
    key_env: Option<String>,

    /// The id of the organization, for what needs its administration: links of accounts
    #[arg(long, value_name = "ORGANIZATION_ID")]
    organization: Option<String>,

    /// Take the organization's key from this file; `-` is standard input
    #[arg(
        long,
        value_name = "FILE",
        requires = "organization",
        conflicts_with = "organization_key_env"
    )]
    organization_key_file: Option<PathBuf>,

    /// Take the organization's key from this variable of the environment
    #[arg(long, value_name = "VARIABLE", requires = "organization")]
    organization_key_env: Option<String>,

    /// Put it in the place of the one of that name, if there is one
    #[arg(long)]
    replace: bool,

    /// Try it first, and keep it only if it works
    #[arg(long)]
    test: bool,
}

impl Add {
    pub(super) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let path = place()?;
        if !self.replace && Connections::load(&path)?.get(&self.name).is_ok() {
            // Before anybody is asked for a key.
            return Err(client::connection::Error::Taken { name: self.name }.into());
        }
        let url = self.url.or_else(|| self.directory.as_deref().map(client::atlassian_base_url));
        let url = url.unwrap_or_default();
        // Refused before anybody is asked for a key, too.
        Connection::new(&self.name, &url, String::new().into())?;

        let mut input = KeyInput::new();
        let key = input.key(Whose::Directory, self.key_file.as_deref(), self.key_env.as_deref())?;
        let organization = match self.organization {
            Some(id) => {
                let file = self.organization_key_file.as_deref();
                let variable = self.organization_key_env.as_deref();
                Some(Organization { id, key: input.key(Whose::Organization, file, variable)? })
            }
            None => None,
        };
        let connection = Connection::new(&self.name, &url, key)?.with_organization(organization);
        if self.test {
            test::show(out, &connection, &connection.test().await?)?;
        }
        let exposed = connection.is_exposed();
        let replaced = Connections::change(&path, |connections| {
            if self.replace {
                return Ok(connections.replace(connection).is_some());
            }
            connections.add(connection).map(|()| false)
        })?;

        let done = if replaced { "Replaced" } else { "Added" };
        writeln!(out, "{done} the connection \"{}\" in {}.", self.name, path.display())?;
        if exposed {
            writeln!(
                out,
                "Careful: {url} is plain HTTP, and whoever is on the way can read the key."
            )?;
        }
        if !self.test {
            writeln!(out, "Try it: rollcall connection test {}", self.name)?;
        }
        Ok(())
    }
}
