//! `rollcall index remove`.

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
Example:
  rollcall index remove --data data --directory DIRECTORY_ID nickName

Queries stop using the index at once; its entries go in steps. If it is interrupted, the same command
resumes it.";

/// Which index to remove.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Remove {
    #[command(flatten)]
    common: CommonFlags,

    /// The directory, by id
    #[arg(long, value_name = "ID")]
    directory: DirectoryId,

    /// Whose attribute it is
    #[arg(long = "type", value_name = "TYPE", default_value = "User", ignore_case = true)]
    kind: ResourceType,

    /// The attribute
    #[arg(value_name = "ATTRIBUTE")]
    path: String,

    /// Print one JSON object: what was removed
    #[arg(long)]
    json: bool,
}

impl Remove {
    pub(super) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let data = Data::for_task(self.common)?;

        let admin = organization::owner_of(&data, self.directory).await?;
        let kind = Kind::from(self.kind);
        let index = data.service.remove_index(&admin, self.directory, kind, &self.path).await?;
        data.until_noticed().await;

        if self.json {
            print_json(out, &Row::of(self.directory, index))?;
        } else {
            writeln!(out, "{kind}s have no index on {} any more.", index.path)?;
        }
        data.close().await
    }
}
