//! `rollcall connection list`.

use std::io::Write;

use clap::Args;
use client::connection::Connections;
use serde::Serialize;

use super::place;
use crate::command::print_json;
use crate::failure::Failure;
use crate::terminal::Table;

/// How to list connections.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Print a JSON array
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row<'a> {
    name: &'a str,
    base_url: &'a str,
    organization_id: Option<&'a str>,
}

impl List {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let connections = Connections::load(&place()?)?;
        let rows: Vec<_> = connections
            .iter()
            .map(|connection| Row {
                name: connection.name(),
                base_url: connection.base_url().as_str(),
                organization_id: connection.organization().map(|of| of.id.as_str()),
            })
            .collect();
        if self.json {
            return print_json(out, &rows);
        }
        let mut table = Table::new(["NAME", "BASE URL", "ORGANIZATION"]);
        for row in rows {
            table.row([
                row.name.to_owned(),
                row.base_url.to_owned(),
                row.organization_id.unwrap_or("-").to_owned(),
            ]);
        }
        Ok(write!(out, "{table}")?)
    }
}
