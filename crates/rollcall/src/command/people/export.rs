//! `rollcall user export`.

mod cell;

use std::io::Write;

use actions::{Action, ActionError, Kind};
use clap::Args;
use client::{Endpoint, ListQuery, Paging, Projection, connection};
use csv::WriterBuilder;
use futures_util::StreamExt as _;
use serde_json::{Map, Value};

use super::format::Format;
use super::formula::marked;
use super::{attributes, columns, member};
use crate::command::action::CONNECTION_HELP;
use crate::failure::Failure;

const HELP: &str = "\
The columns are the parameters of Create User. The output can be imported again as it is, here or elsewhere. In a table, \
what a spreadsheet would compute has an apostrophe before it, which the import takes away.

Examples:
  rollcall user export > people.csv
  rollcall user export --output jsonl --filter 'active eq false'";

/// How many users a page has. A service may give fewer.
const PAGE: u64 = 500;

/// Whom to export, and how.
#[derive(Debug, Args)]
#[command(about = "Gives back users as a file that can be imported", after_help = HELP)]
pub(crate) struct Export {
    /// How they are written
    #[arg(long, short, value_name = "FORMAT", default_value = "csv")]
    output: Format,

    /// Which ones, as a SCIM filter [default: all]
    #[arg(long, value_name = "FILTER")]
    filter: Option<String>,

    #[arg(long, value_name = "NAME", help = CONNECTION_HELP)]
    connection: Option<String>,
}

impl Export {
    /// Does it, page by page.
    pub(super) async fn run(self, action: &Action, out: &mut dyn Write) -> Result<(), Failure> {
        let client = connection::chosen(self.connection.as_deref())?.client()?;
        let query = ListQuery {
            filter: self.filter,
            count: Some(PAGE),
            projection: Projection::excluded("groups"),
            ..ListQuery::default()
        };
        let mut users = client.walk(Endpoint::Users, query, Paging::Best);
        let mut next = async || {
            let title = "Export Users".to_owned();
            let user = users.next().await.transpose();
            user.map_err(|source| ActionError::Client { action: title, source })
        };
        // What is refused leaves no file that looks like an export of nobody.
        let mut user = next().await?;
        let mut writer = Writer::new(self.output, action, out)?;
        while let Some(exported) = user {
            writer.user(&exported)?;
            user = next().await?;
        }
        writer.end()
    }
}

/// Writes users, one after the other.
enum Writer<'a> {
    Csv(&'a Action, Box<csv::Writer<&'a mut dyn Write>>),
    Jsonl(&'a Action, &'a mut dyn Write),
}

impl<'a> Writer<'a> {
    fn new(format: Format, action: &'a Action, out: &'a mut dyn Write) -> Result<Self, Failure> {
        if format == Format::Jsonl {
            return Ok(Self::Jsonl(action, out));
        }
        let mut writer = WriterBuilder::new().from_writer(out);
        writer.write_record(columns::all(action)).map_err(output)?;
        Ok(Self::Csv(action, Box::new(writer)))
    }

    fn user(&mut self, user: &Value) -> Result<(), Failure> {
        match self {
            Self::Csv(action, writer) => {
                let cells = cell::cells(action, user);
                writer.write_record(cells.iter().map(|cell| marked(cell))).map_err(output)
            }
            Self::Jsonl(action, out) => {
                let line = Value::Object(object(action, user));
                Ok(writeln!(out, "{line}")?)
            }
        }
    }

    fn end(self) -> Result<(), Failure> {
        match self {
            Self::Csv(_, mut writer) => Ok(writer.flush()?),
            Self::Jsonl(_, out) => Ok(out.flush()?),
        }
    }
}

fn output(error: csv::Error) -> Failure {
    Failure::Output(error.into())
}

/// A user as inputs of Create User.
fn object(action: &Action, user: &Value) -> Map<String, Value> {
    let mut members = Map::new();
    for parameter in attributes(action) {
        let there = member::of(user, parameter);
        let value = match (&parameter.kind, there) {
            (Kind::Objects(shape), there) => cell::list(parameter, shape, there),
            (Kind::Object(shape), Some(there)) => Some(Value::Object(member::shaped(shape, there))),
            (_, there) => there.cloned(),
        };
        members.extend(value.map(|value| (parameter.name.clone(), value)));
    }
    members
}
