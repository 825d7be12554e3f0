//! `rollcall directory list`.

use std::io::Write;

use clap::Args;
use directory::Administrator;
use directory::model::{Directory, DirectoryId, Organization, OrganizationId};
use jiff::Timestamp;
use serde::Serialize;

use crate::command::print_json;
use crate::configuration::CommonFlags;
use crate::data::Data;
use crate::failure::Failure;
use crate::terminal::Table;

/// How to list directories.
#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    common: CommonFlags,

    /// Print a JSON array
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    organization_id: OrganizationId,
    directory_id: DirectoryId,
    name: String,
    profile: &'static str,
    scim_base_url: String,
    created: Timestamp,
}

impl List {
    pub(super) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let data = Data::for_task(self.common)?;
        let service = &data.service;

        let mut rows = Vec::new();
        for Organization { id, .. } in service.organizations().await? {
            for directory in service.directories(&Administrator::local(id)).await? {
                rows.push(row(service.scim_base_url(directory.id), directory));
            }
        }

        if self.json {
            print_json(out, &rows)?;
        } else {
            let mut table = Table::new(["DIRECTORY", "NAME", "PROFILE", "SCIM BASE URL"]);
            for row in rows {
                let profile = row.profile.to_owned();
                table.row([row.directory_id.to_string(), row.name, profile, row.scim_base_url]);
            }
            write!(out, "{table}")?;
        }
        data.close().await
    }
}

fn row(scim_base_url: String, directory: Directory) -> Row {
    Row {
        organization_id: directory.organization,
        directory_id: directory.id,
        name: directory.name,
        profile: directory.profile.as_str(),
        scim_base_url,
        created: directory.created,
    }
}
