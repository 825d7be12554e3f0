//! `rollcall key create`.

use std::io::Write;

use clap::{Args, ValueEnum};
use directory::model::{DirectoryId, KeyId, ResourceId, Scope};
use directory::{Administrator, Clock, NewKey, SystemClock};
use jiff::Timestamp;
use serde::Serialize;

use crate::command::print_json;
use crate::configuration::CommonFlags;
use crate::data::Data;
use crate::failure::Failure;
use crate::{expiry, organization};

const EXAMPLES: &str = "\
Examples:
  rollcall key create --data data --directory DIRECTORY_ID --label Okta --expires 1y
  rollcall key create --data data --directory DIRECTORY_ID --scope read --json
  rollcall key create --data data --scope organization

To rotate a key: create another, give it to the client, then revoke the old one.";

/// What a new key shall be.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Create {
    #[command(flatten)]
    common: CommonFlags,

    /// The directory it opens; not for an organization key
    #[arg(long, value_name = "DIRECTORY_ID")]
    directory: Option<DirectoryId>,

    /// The user of the directory who holds it, and whom /Me stands for [default: nobody]
    #[arg(long, value_name = "USER_ID", requires = "directory")]
    user: Option<ResourceId>,

    /// What people call it
    #[arg(long, default_value = "key")]
    label: String,

    /// What it may do
    #[arg(long, value_enum, default_value_t = ScopeName::Provision)]
    scope: ScopeName,

    /// When it stops working: a time from now (90d, 1y) or a day (2031-01-31) [default: never]
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    expires: Option<String>,

    /// The organization of an organization key, by name or id; needed only if there are several
    #[arg(long, value_name = "NAME", conflicts_with = "directory")]
    organization: Option<String>,

    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

/// What a key may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ScopeName {
    /// Read one directory
    Read,
    /// Read and change one directory
    Provision,
    /// Administer the organization; not valid on SCIM endpoints
    Organization,
}

impl From<ScopeName> for Scope {
    fn from(name: ScopeName) -> Self {
        match name {
            ScopeName::Read => Self::Read,
            ScopeName::Provision => Self::Provision,
            ScopeName::Organization => Self::Organization,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Created<'a> {
    key_id: KeyId,
    directory_id: Option<DirectoryId>,
    user_id: Option<ResourceId>,
    label: &'a str,
    scope: &'static str,
    expires: Option<Timestamp>,
    api_key: &'a str,
}

impl Create {
    pub(super) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let expires = self.expires.as_deref();
        let expires = expires.map(|when| expiry::parse(when, SystemClock.now())).transpose()?;
        let data = Data::for_task(self.common)?;

        let admin = if let Some(id) = self.directory {
            organization::owner_of(&data, id).await?
        } else if self.scope != ScopeName::Organization {
            return Err(Failure::KeyWithoutDirectory);
        } else {
            let wanted = self.organization.as_deref();
            Administrator::local(organization::chosen(&data, wanted).await?.id)
        };
        let new = NewKey {
            directory: self.directory,
            user: self.user,
            label: self.label,
            scope: self.scope.into(),
            expires,
        };
        let (key, token) = data.service.create_key(&admin, new).await?;

        if self.json {
            let created = Created {
                key_id: key.id,
                directory_id: key.directory,
                user_id: key.user,
                label: &key.label,
                scope: key.scope.as_str(),
                expires: key.expires,
                api_key: token.reveal(),
            };
            print_json(out, &created)?;
        } else {
            writeln!(out, "Created the key \"{}\".\n", key.label)?;
            writeln!(out, "  Key ID   {}", key.id)?;
            writeln!(out, "  Scope    {}", key.scope.as_str())?;
            if let Some(user) = key.user {
                writeln!(out, "  User ID  {user}")?;
            }
            if let Some(expires) = key.expires {
                writeln!(out, "  Expires  {expires}")?;
            }
            writeln!(out, "  API key  {}", token.reveal())?;
            writeln!(out, "\nThe key is shown this once: keep it now.")?;
        }
        data.close().await
    }
}
