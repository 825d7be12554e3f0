//! `rollcall domain add`.

use std::io::Write;

use clap::Args;
use directory::Administrator;

use super::list::Row;
use crate::command::print_json;
use crate::configuration::CommonFlags;
use crate::data::Data;
use crate::failure::Failure;
use crate::organization;

/// Which domain to add.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  rollcall domain add --data data example.com")]
pub(crate) struct Add {
    #[command(flatten)]
    common: CommonFlags,

    /// The domain: example.com
    #[arg(value_name = "DOMAIN")]
    name: String,

    /// The organization that owns it, by name or id; needed only if there are several
    #[arg(long, value_name = "NAME")]
    organization: Option<String>,

    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

impl Add {
    pub(super) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let data = Data::for_task(self.common)?;

        let wanted = self.organization.as_deref();
        let organization = organization::chosen(&data, wanted).await?;
        let admin = Administrator::local(organization.id);
        let domain = data.service.add_domain(&admin, &self.name).await?;

        if self.json {
            print_json(out, &Row::of(organization.id, domain))?;
        } else {
            writeln!(out, "Accounts on {} are managed by \"{}\".", domain.name, organization.name)?;
        }
        data.close().await
    }
}
