//! How an action's answer is printed.

use std::io::Write;

use actions::{Output, Plan};
use clap::{ArgMatches, ValueEnum};
use serde_json::Value;

use super::flags::{OUTPUT, QUIET};
use crate::failure::Failure;
use crate::terminal::Table;

/// How an answer is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// As JSON, indented
    #[default]
    Json,
    /// As YAML
    Yaml,
    /// As a table: a row for each resource
    Table,
}

/// The columns of a table: what is over them, and where in a resource they are.
const COLUMNS: [(&str, &[&str]); 5] = [
    ("ID", &["/id", "/scimUserId"]),
    ("NAME", &["/userName", "/displayName", "/name"]),
    ("DISPLAY NAME", &["/displayName", "/description"]),
    ("E-MAIL", &["/emails/0/value"]),
    ("ACTIVE", &["/active"]),
];

/// What was asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reply {
    format: Format,
    quiet: bool,
}

impl Reply {
    /// As the flags say.
    pub(super) fn of(given: &ArgMatches) -> Self {
        let format = given.get_one::<Format>(OUTPUT).copied().unwrap_or_default();
        Self { format, quiet: given.get_flag(QUIET) }
    }

    /// Prints what an action gave back. What else should be known goes to stderr.
    pub(super) fn output(self, output: &Output, out: &mut dyn Write) -> Result<(), Failure> {
        for notice in &output.notices {
            // There is nowhere left to tell that stderr is closed.
            let _ = writeln!(std::io::stderr(), "note: {notice}");
        }
        if self.quiet {
            for resource in resources(&output.body) {
                if let Some(id) = resource.get("id").and_then(Value::as_str) {
                    writeln!(out, "{id}")?;
                }
            }
            return Ok(());
        }
        if output.body.is_null() {
            return Ok(());
        }
        self.value(&output.body, out)
    }

    /// Prints what an action would send.
    pub(super) fn plan(self, plan: &Plan, out: &mut dyn Write) -> Result<(), Failure> {
        match self.format {
            Format::Table => Ok(write!(out, "{plan}")?),
            _ => self.value(&serde_json::to_value(plan).unwrap_or_default(), out),
        }
    }

    fn value(self, value: &Value, out: &mut dyn Write) -> Result<(), Failure> {
        match self.format {
            Format::Json => Ok(writeln!(out, "{value:#}")?),
            Format::Yaml => {
                let text = serde_saphyr::to_string(value).map_err(std::io::Error::other)?;
                Ok(writeln!(out, "{}", text.trim_end())?)
            }
            Format::Table => Ok(write!(out, "{}", table(value))?),
        }
    }
}

fn table(value: &Value) -> Table {
    let mut table = Table::new(COLUMNS.map(|(heading, _)| heading));
    for resource in resources(value) {
        table.row(COLUMNS.map(|(_, places)| {
            let cell = places.iter().find_map(|place| resource.pointer(place));
            cell.map_or_else(|| "-".to_owned(), shown)
        }));
    }
    table
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The resources in an answer: those of a list, or the one it is.
fn resources(body: &Value) -> impl Iterator<Item = &Value> {
    let list = body.get("Resources").or_else(|| body.get("scimLinks"));
    let list = list.and_then(Value::as_array);
    let one = list.is_none().then_some(body).filter(|body| body.is_object());
    list.into_iter().flatten().chain(one)
}
