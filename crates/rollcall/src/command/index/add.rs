//! `rollcall index add`.

use std::io::Write;

use clap::Args;
use directory::model::{DirectoryId, Kind};

use super::list::Row;
use crate::command::print_json;
use crate::command::resource_type::ResourceType;
use crate::configuration::CommonFlags;
use crate::data::Data;
use crate::failure::Failure;
use crate::organization;

const HELP: &str = "\
Examples:
  rollcall index add --data data --directory DIRECTORY_ID nickName
  rollcall index add --data data --directory DIRECTORY_ID --type Group urn:example:2.0:Team:site

What is there is indexed in steps while servers go on; queries use the index once it is complete.
If it is interrupted, the same command resumes it.";

/// Which attribute to index.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Add {
    #[command(flatten)]
    common: CommonFlags,

    /// The directory, by id
    #[arg(long, value_name = "ID")]
    directory: DirectoryId,

    /// Whose attribute it is
    #[arg(long = "type", value_name = "TYPE", default_value = "User", ignore_case = true)]
    kind: ResourceType,

    /// The attribute: nickName, phoneNumbers.value, or one of an extension after its URN and a colon
    #[arg(value_name = "ATTRIBUTE")]
    path: String,

    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

impl Add {
    pub(super) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let data = Data::for_task(self.common)?;

        let admin = organization::owner_of(&data, self.directory).await?;
        let kind = Kind::from(self.kind);
        let index = data.service.add_index(&admin, self.directory, kind, &self.path).await?;
        data.until_noticed().await;

        if self.json {
            print_json(out, &Row::of(self.directory, index))?;
        } else {
            writeln!(out, "{kind}s are found by {} without reading them all.", index.path)?;
        }
        data.close().await
    }
}
