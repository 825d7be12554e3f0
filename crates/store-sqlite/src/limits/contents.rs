//! All rows of a store.

use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::{LimitsError, Template};
use crate::connection;
use crate::open::{FILE_NAME, Options};

/// All rows of a small store, table by table in the order in which the tables were made: those that others refer to
/// come first.
#[derive(Clone, Debug, PartialEq)]
pub struct Contents(Vec<Table>);

/// A table and its rows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Vec<Value>>,
}

/// How far apart the numbers of different tables begin. So far up no number is taken for another.
const APART: i64 = 1_000_000_000;

impl Contents {
    /// Reads a store, which may be open elsewhere.
    pub fn read(data_dir: &Path) -> Result<Self, LimitsError> {
        let connection = connection::reader(&data_dir.join(FILE_NAME), &Options::default())?;
        let names = connection
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid")?
            .query_map((), |row| row.get(0))?
            .collect::<Result<Vec<String>, _>>()?;
        let tables = names.into_iter().map(|name| Table::read(&connection, name));
        Ok(Self(tables.collect::<Result<_, _>>()?))
    }

    /// Lets the numbers that a store gives from now on begin far apart, table by table, so that each is known wherever it
    /// is written.
    pub fn number_apart(data_dir: &Path) -> Result<(), LimitsError> {
        let connection = connection::unset(&data_dir.join(FILE_NAME), &Options::default())?;
        for (place, table) in (1..).zip(["account", "resource", "log"]) {
            connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", [table])?;
            connection.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)",
                (table, place * APART),
            )?;
        }
        Ok(())
    }

    /// What has come or changed since.
    pub fn since(&self, before: &Self) -> Template {
        let tables = self.0.iter().map(|table| {
            let known = before.0.iter().find(|known| known.name == table.name);
            let is_new = |row: &&Vec<Value>| known.is_none_or(|known| !known.rows.contains(row));
            Table { rows: table.rows.iter().filter(is_new).cloned().collect(), ..table.clone() }
        });
        Template::new(tables.collect())
    }

    /// Writes all of it over a store of the same schema.
    pub(super) fn write(&self, connection: &Connection) -> rusqlite::Result<()> {
        for table in &self.0 {
            let mut insert = connection.prepare(&table.insert())?;
            for row in &table.rows {
                insert.execute(params_from_iter(row))?;
            }
        }
        Ok(())
    }
}

impl Table {
    fn read(connection: &Connection, name: String) -> rusqlite::Result<Self> {
        let mut select = connection.prepare(&format!("SELECT * FROM \"{name}\""))?;
        let columns: Vec<String> = select.column_names().map(str::to_owned).collect();
        let width = columns.len();
        let rows = select
            .query_map((), |row| (0..width).map(|column| row.get(column)).collect())?
            .collect::<Result<_, _>>()?;
        Ok(Self { name, columns, rows })
    }

    /// Inserts a row, or writes over the one with its key.
    pub(super) fn insert(&self) -> String {
        let marks = vec!["?"; self.columns.len()].join(", ");
        let columns: Vec<String> = self.columns.iter().map(|name| format!("\"{name}\"")).collect();
        format!(
            "INSERT OR REPLACE INTO \"{}\" ({}) VALUES ({marks})",
            self.name,
            columns.join(", ")
        )
    }
}
