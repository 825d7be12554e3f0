//! `rollcall account create`.

use std::io::Write;

use clap::Args;
use directory::Administrator;

use super::list::Row;
use crate::command::print_json;
use crate::configuration::CommonFlags;
use crate::data::Data;
use crate::failure::Failure;
use crate::organization;

const HELP: &str = "\
Example:
  rollcall account create --data data ada@example.com --display-name 'Ada Lovelace'

On a verified domain the account is managed, else it is external.";

/// What a new account shall be.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Create {
    #[command(flatten)]
    common: CommonFlags,

    /// The e-mail of the person
    #[arg(value_name = "EMAIL")]
    email: String,

    /// The name of the person
    #[arg(long, value_name = "TEXT")]
    display_name: Option<String>,

    /// The organization, by name or id; needed only if there are several
    #[arg(long, value_name = "NAME")]
    organization: Option<String>,

    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

impl Create {
    pub(super) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let data = Data::for_task(self.common)?;

        let wanted = self.organization.as_deref();
        let organization = organization::chosen(&data, wanted).await?;
        let admin = Administrator::local(organization.id);
        let name = self.display_name.as_deref();
        let account = data.service.create_account(&admin, &self.email, name).await?;

        let row = Row::of(organization.id, account);
        if self.json {
            print_json(out, &row)?;
        } else {
            writeln!(out, "Created the {} account {} of {}.", row.kind, row.account_id, row.email)?;
        }
        data.close().await
    }
}
