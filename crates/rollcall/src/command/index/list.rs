//! `rollcall index list`.

use std::io::Write;

use clap::Args;
use directory::IndexedAttribute;
use directory::model::DirectoryId;
use serde::Serialize;

use crate::command::print_json;
use crate::configuration::CommonFlags;
use crate::data::Data;
use crate::failure::Failure;
use crate::organization;
use crate::terminal::Table;

/// How to list indexes.
#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    common: CommonFlags,

    /// The directory, by id
    #[arg(long, value_name = "ID")]
    directory: DirectoryId,

    /// Print a JSON array
    #[arg(long)]
    json: bool,
}

/// An indexed attribute as it is printed in JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Row {
    directory_id: DirectoryId,
    #[serde(rename = "type")]
    kind: &'static str,
    attribute: String,
    /// Whether it was added; else every directory of the profile has it.
    added: bool,
    state: &'static str,
}

impl Row {
    pub(super) fn of(directory: DirectoryId, index: IndexedAttribute) -> Self {
        Self {
            directory_id: directory,
            kind: index.kind.name(),
            attribute: index.path,
            added: index.state.is_some(),
            state: index.state.map_or("ready", |state| state.as_str()),
        }
    }
}

impl List {
    pub(super) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let data = Data::for_task(self.common)?;

        let admin = organization::owner_of(&data, self.directory).await?;
        let indexes = data.service.indexes(&admin, self.directory).await?;
        let rows: Vec<Row> =
            indexes.into_iter().map(|index| Row::of(self.directory, index)).collect();

        if self.json {
            print_json(out, &rows)?;
        } else {
            let mut table = Table::new(["TYPE", "ATTRIBUTE", "ADDED", "STATE"]);
            for row in rows {
                let added = if row.added { "yes" } else { "no" };
                let (kind, state) = (row.kind.to_owned(), row.state.to_owned());
                table.row([kind, row.attribute, added.to_owned(), state]);
            }
            write!(out, "{table}")?;
        }
        data.close().await
    }
}
