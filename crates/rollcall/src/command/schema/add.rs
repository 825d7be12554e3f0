//! `rollcall schema add`.

use std::io::{Read as _, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use directory::Error;
use directory::model::{DirectoryId, Kind};

use super::list::Row;
use crate::command::print_json;
use crate::command::resource_type::ResourceType;
use crate::configuration::CommonFlags;
use crate::data::Data;
use crate::failure::Failure;
use crate::organization;

const HELP: &str = "\
The file holds one schema as /Schemas publishes it (RFC 7643, section 7):

  {
    \"id\": \"urn:example:params:scim:2.0:Badge\",
    \"name\": \"Badge\",
    \"attributes\": [
      { \"name\": \"code\", \"type\": \"string\", \"uniqueness\": \"server\" },
      { \"name\": \"floor\", \"type\": \"integer\" }
    ]
  }

Example:
  rollcall schema add --data data --directory DIRECTORY_ID --type User badge.json

Servers on the same data enforce and publish it from their next request on.";

/// Which schema to add.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Add {
    #[command(flatten)]
    common: CommonFlags,

    /// The directory, by id
    #[arg(long, value_name = "ID")]
    directory: DirectoryId,

    /// What it extends
    #[arg(long = "type", value_name = "TYPE", ignore_case = true)]
    kind: ResourceType,

    /// Every user, or group, must have it; only while there are none
    #[arg(long)]
    required: bool,

    /// The file with the schema; `-` is standard input
    #[arg(value_name = "FILE.json")]
    file: PathBuf,

    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

impl Add {
    pub(super) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let document = document(&self.file)?;
        let data = Data::for_task(self.common)?;

        let admin = organization::owner_of(&data, self.directory).await?;
        let kind = Kind::from(self.kind);
        let added = data
            .service
            .add_schema(&admin, self.directory, kind, &document, self.required)
            .await
            .map_err(|error| match error {
                Error::Customization(source) => Failure::SchemaRefused { path: self.file, source },
                other => Failure::Directory(other),
            })?;
        data.until_noticed().await;

        if self.json {
            print_json(out, &Row::of(self.directory, added))?;
        } else {
            let directory = data.service.directory(&admin, self.directory).await?.name;
            let (may, urn) = (if added.required { "must" } else { "can" }, &added.schema.id);
            let attributes = added.schema.attributes.len();
            let attributes = match attributes {
                1 => "1 attribute".to_owned(),
                several => format!("{several} attributes"),
            };
            writeln!(out, "{kind}s of \"{directory}\" {may} have {urn} ({attributes}).")?;
        }
        data.close().await
    }
}

fn document(file: &Path) -> Result<Vec<u8>, Failure> {
    let mut document = Vec::new();
    let read = if file.as_os_str() == "-" {
        std::io::stdin().lock().read_to_end(&mut document).map(|_| document)
    } else {
        std::fs::read(file)
    };
    read.map_err(|source| Failure::SchemaUnreadable { path: file.to_owned(), source })
}
