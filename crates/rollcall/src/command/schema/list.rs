//! `rollcall schema list`.

use std::io::Write;

use clap::Args;
use directory::AddedSchema;
use directory::model::DirectoryId;
use scim::Schema;
use serde::Serialize;

use crate::command::print_json;
use crate::configuration::CommonFlags;
use crate::data::Data;
use crate::failure::Failure;
use crate::organization;
use crate::terminal::Table;

/// How to list schemas.
#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    common: CommonFlags,

    /// The directory, by id
    #[arg(long, value_name = "ID")]
    directory: DirectoryId,

    /// Print a JSON array, with the schemas themselves
    #[arg(long)]
    json: bool,
}

/// A schema as it is printed in JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Row {
    directory_id: DirectoryId,
    #[serde(rename = "type")]
    kind: &'static str,
    required: bool,
    schema: Schema,
}

impl Row {
    pub(super) fn of(directory: DirectoryId, added: AddedSchema) -> Self {
        Self {
            directory_id: directory,
            kind: added.kind.name(),
            required: added.required,
            schema: added.schema,
        }
    }
}

impl List {
    pub(super) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let data = Data::for_task(self.common)?;

        let admin = organization::owner_of(&data, self.directory).await?;
        let added = data.service.added_schemas(&admin, self.directory).await?;

        if self.json {
            let rows: Vec<Row> =
                added.into_iter().map(|added| Row::of(self.directory, added)).collect();
            print_json(out, &rows)?;
        } else {
            let mut table = Table::new(["SCHEMA", "TYPE", "REQUIRED", "ATTRIBUTES"]);
            for AddedSchema { kind, required, schema } in added {
                let attributes: Vec<&str> =
                    schema.attributes.iter().map(|attribute| &*attribute.name).collect();
                let attributes = attributes.join(" ");
                let required = if required { "yes" } else { "no" };
                table.row([schema.id, kind.name().to_owned(), required.to_owned(), attributes]);
            }
            write!(out, "{table}")?;
        }
        data.close().await
    }
}
