//! `rollcall schema remove`.

use std::io::Write;

use clap::Args;
use directory::model::DirectoryId;

use super::list::Row;
use crate::command::print_json;
use crate::configuration::CommonFlags;
use crate::data::Data;
use crate::failure::Failure;
use crate::organization;

const HELP: &str = "\
Example:
  rollcall schema remove --data data --directory DIRECTORY_ID urn:example:params:scim:2.0:Badge

Refused while users or groups have values of the schema: nothing is lost by it.";

/// Which schema to remove.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Remove {
    #[command(flatten)]
    common: CommonFlags,

    /// The directory, by id
    #[arg(long, value_name = "ID")]
    directory: DirectoryId,

    /// The schema
    #[arg(value_name = "URN")]
    urn: String,

    /// Print one JSON object: what was removed
    #[arg(long)]
    json: bool,
}

impl Remove {
    pub(super) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let data = Data::for_task(self.common)?;

        let admin = organization::owner_of(&data, self.directory).await?;
        let removed = data.service.remove_schema(&admin, self.directory, &self.urn).await?;
        data.until_noticed().await;

        if self.json {
            print_json(out, &Row::of(self.directory, removed))?;
        } else {
            let directory = data.service.directory(&admin, self.directory).await?.name;
            let (kind, urn) = (removed.kind, &removed.schema.id);
            writeln!(out, "{kind}s of \"{directory}\" can't have {urn} any more.")?;
        }
        data.close().await
    }
}
