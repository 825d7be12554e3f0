//! `rollcall directory create`.

use std::io::Write;

use clap::Args;
use directory::model::{DirectoryId, OrganizationId, Scope};
use directory::profile::ProfileName;
use directory::{Administrator, NewKey};
use serde::Serialize;

use crate::command::{example_user, print_json, profile};
use crate::configuration::CommonFlags;
use crate::data::Data;
use crate::failure::Failure;
use crate::{curl, organization};

const EXAMPLES: &str = "\
Examples:
  rollcall directory create --data data --name Staff
  rollcall directory create --data data --name Okta --profile standard --json

A server on the same data serves the new directory at once; no server needs to run.";

/// What a new directory shall be.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Create {
    #[command(flatten)]
    common: CommonFlags,

    /// What people call it
    #[arg(long)]
    name: String,

    /// What it is compatible with
    #[arg(long, default_value = ProfileName::Atlassian.as_str(), value_parser = profile::parser())]
    profile: ProfileName,

    /// The organization that owns it, by name or id; needed only if there are several
    #[arg(long, value_name = "NAME")]
    organization: Option<String>,

    /// Print one JSON object: organizationId, directoryId, scimBaseUrl, apiKey
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Created<'a> {
    organization_id: OrganizationId,
    directory_id: DirectoryId,
    scim_base_url: &'a str,
    api_key: &'a str,
}

impl Create {
    pub(super) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let data = Data::for_first_task(self.common)?;
        let service = &data.service;

        let wanted = self.organization.as_deref();
        organization::create_first(&data, wanted.unwrap_or(organization::DEFAULT_NAME)).await?;
        let organization = organization::chosen(&data, wanted).await?;
        let admin = Administrator::local(organization.id);
        let directory = service.create_directory(&admin, &self.name, self.profile).await?;
        let first_key = NewKey {
            directory: Some(directory.id),
            user: None,
            label: "first key".to_owned(),
            scope: Scope::Provision,
            expires: None,
        };
        let (_, token) = service.create_key(&admin, first_key).await?;
        let url = service.scim_base_url(directory.id);

        if self.json {
            let created = Created {
                organization_id: organization.id,
                directory_id: directory.id,
                scim_base_url: &url,
                api_key: token.reveal(),
            };
            print_json(out, &created)?;
        } else {
            let (name, owner) = (&directory.name, &organization.name);
            writeln!(out, "Created the directory \"{name}\" in \"{owner}\".\n")?;
            writeln!(out, "  Directory ID   {}", directory.id)?;
            writeln!(out, "  Profile        {}", directory.profile.as_str())?;
            writeln!(out, "  SCIM base URL  {url}")?;
            writeln!(out, "  API key        {}", token.reveal())?;
            writeln!(out, "\nThe key is shown this once: keep it now. Create a user with it:\n")?;
            let user = example_user::small("ada@example.com");
            let users = format!("{url}/Users");
            write!(out, "{}", curl::command("POST", &users, token.reveal(), Some(&user), "  "))?;
        }
        data.close().await
    }
}
