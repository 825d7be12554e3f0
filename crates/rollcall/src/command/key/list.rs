//! `rollcall key list`.

use std::io::Write;

use clap::Args;
use directory::model::{DirectoryId, Key, KeyId, OrganizationId};
use directory::{Administrator, Clock, SystemClock};
use jiff::Timestamp;
use serde::Serialize;

use crate::command::print_json;
use crate::configuration::CommonFlags;
use crate::data::Data;
use crate::failure::Failure;
use crate::terminal::Table;

/// How to list keys.
#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    common: CommonFlags,

    /// Only those of this directory
    #[arg(long, value_name = "DIRECTORY_ID")]
    directory: Option<DirectoryId>,

    /// Print a JSON array
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    key_id: KeyId,
    organization_id: OrganizationId,
    directory_id: Option<DirectoryId>,
    label: String,
    scope: &'static str,
    state: &'static str,
    created: Timestamp,
    expires: Option<Timestamp>,
    revoked: Option<Timestamp>,
    last_used: Option<Timestamp>,
}

impl List {
    pub(super) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let data = Data::for_task(self.common)?;

        let now = SystemClock.now();
        let mut rows = Vec::new();
        for organization in data.service.organizations().await? {
            let keys = data.service.keys(&Administrator::local(organization.id)).await?;
            let wanted =
                |key: &Key| self.directory.is_none_or(|directory| key.directory == Some(directory));
            rows.extend(keys.into_iter().filter(wanted).map(|key| row(key, now)));
        }

        if self.json {
            print_json(out, &rows)?;
        } else {
            let mut table =
                Table::new(["KEY", "LABEL", "SCOPE", "STATE", "EXPIRES", "LAST USED", "DIRECTORY"]);
            for row in rows {
                table.row([
                    row.key_id.to_string(),
                    row.label,
                    row.scope.to_owned(),
                    row.state.to_owned(),
                    row.expires.map_or_else(|| "never".to_owned(), day),
                    row.last_used.map_or_else(|| "never".to_owned(), |at| at.to_string()),
                    row.directory_id.map_or_else(|| "-".to_owned(), |id| id.to_string()),
                ]);
            }
            write!(out, "{table}")?;
        }
        data.close().await
    }
}

fn row(key: Key, now: Timestamp) -> Row {
    let state = if key.revoked.is_some() {
        "revoked"
    } else if key.expires.is_some_and(|expires| expires <= now) {
        "expired"
    } else {
        "live"
    };
    Row {
        key_id: key.id,
        organization_id: key.organization,
        directory_id: key.directory,
        label: key.label,
        scope: key.scope.as_str(),
        state,
        created: key.created,
        expires: key.expires,
        revoked: key.revoked,
        last_used: key.last_used,
    }
}

fn day(at: Timestamp) -> String {
    at.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}
