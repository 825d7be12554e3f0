//! `rollcall account list`.

use std::io::Write;

use clap::Args;
use directory::Administrator;
use directory::model::{Account, AccountId, AccountKind, OrganizationId};
use jiff::Timestamp;
use serde::Serialize;

use crate::command::print_json;
use crate::configuration::CommonFlags;
use crate::data::Data;
use crate::failure::Failure;
use crate::terminal::Table;

/// How to list accounts.
#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    common: CommonFlags,

    /// Print a JSON array
    #[arg(long)]
    json: bool,
}

/// An account as it is printed in JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Row {
    organization_id: OrganizationId,
    pub(super) account_id: AccountId,
    pub(super) email: String,
    pub(super) kind: &'static str,
    active: bool,
    display_name: Option<String>,
    created: Timestamp,
}

impl Row {
    pub(super) fn of(organization: OrganizationId, account: Account) -> Self {
        let display_name = account.profile.get("displayName").and_then(|name| name.as_str());
        Self {
            organization_id: organization,
            account_id: account.id,
            kind: match account.kind {
                AccountKind::Managed => "managed",
                AccountKind::External => "external",
            },
            active: account.active,
            display_name: display_name.map(str::to_owned),
            created: account.created,
            email: account.email,
        }
    }
}

impl List {
    pub(super) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let data = Data::for_task(self.common)?;

        let mut rows = Vec::new();
        for organization in data.service.organizations().await? {
            let accounts = data.service.accounts(&Administrator::local(organization.id)).await?;
            rows.extend(accounts.into_iter().map(|account| Row::of(organization.id, account)));
        }

        if self.json {
            print_json(out, &rows)?;
        } else {
            let mut table = Table::new(["ACCOUNT", "E-MAIL", "KIND", "STATUS", "NAME"]);
            for row in rows {
                let status = if row.active { "active" } else { "inactive" };
                table.row([
                    row.account_id.to_string(),
                    row.email,
                    row.kind.to_owned(),
                    status.to_owned(),
                    row.display_name.unwrap_or_default(),
                ]);
            }
            write!(out, "{table}")?;
        }
        data.close().await
    }
}
