//! `rollcall domain list`.

use std::io::Write;

use clap::Args;
use directory::Administrator;
use directory::model::{Domain, OrganizationId};
use jiff::Timestamp;
use serde::Serialize;

use crate::command::print_json;
use crate::configuration::CommonFlags;
use crate::data::Data;
use crate::failure::Failure;
use crate::terminal::Table;

/// How to list domains.
#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    common: CommonFlags,

    /// Print a JSON array
    #[arg(long)]
    json: bool,
}

/// A domain as it is printed in JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Row {
    organization_id: OrganizationId,
    name: String,
    verified: Timestamp,
}

impl Row {
    pub(super) fn of(organization: OrganizationId, domain: Domain) -> Self {
        Self { organization_id: organization, name: domain.name, verified: domain.verified }
    }
}

impl List {
    pub(super) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let data = Data::for_task(self.common)?;

        let mut rows = Vec::new();
        for organization in data.service.organizations().await? {
            let domains = data.service.domains(&Administrator::local(organization.id)).await?;
            rows.extend(domains.into_iter().map(|domain| Row::of(organization.id, domain)));
        }

        if self.json {
            print_json(out, &rows)?;
        } else {
            let mut table = Table::new(["DOMAIN", "VERIFIED"]);
            for row in rows {
                table.row([row.name, row.verified.to_string()]);
            }
            write!(out, "{table}")?;
        }
        data.close().await
    }
}
