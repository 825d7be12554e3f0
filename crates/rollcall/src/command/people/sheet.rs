//! A file of people, read: its rows, each with its line.

mod csv;
mod jsonl;
mod lines;
mod write;

use serde_json::{Map, Value};

use super::format::Format;

/// What some programs begin a file of UTF-8 with.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// A file of people.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) layout: Layout,
    pub(super) rows: Vec<Row>,
}

/// How the rows of a file are written.
#[derive(Clone, Debug)]
pub(super) enum Layout {
    /// As a table: what is between cells, and the headings.
    Csv { delimiter: u8, headings: Vec<String> },
    /// An object a line.
    Jsonl,
}

/// A row, as it stands in the file.
#[derive(Debug)]
pub(super) struct Row {
    /// The line it begins on, from 1.
    pub(super) line: u64,
    /// What is written there, so that it can be written elsewhere.
    pub(super) written: Written,
    /// Its values by column, or why it has none.
    pub(super) cells: Result<Vec<(String, Value)>, String>,
}

/// A row as it is written.
#[derive(Debug)]
pub(super) enum Written {
    /// Cells.
    Cells(::csv::ByteRecord),
    /// An object.
    Object(Map<String, Value>),
    /// A line that is no object.
    Line(String),
}

impl Sheet {
    /// Reads a whole file. It fails with what is wrong with all of it; what is wrong with a row is the row's.
    pub(super) fn read(format: Format, bytes: &[u8]) -> Result<Self, String> {
        check(bytes)?;
        match format {
            Format::Csv => csv::read(bytes),
            Format::Jsonl => jsonl::read(bytes),
        }
    }

    /// The names of the columns, as the file writes them.
    pub(super) fn columns(&self) -> Vec<String> {
        if let Layout::Csv { headings, .. } = &self.layout {
            return headings.clone();
        }
        let mut names: Vec<String> = Vec::new();
        for (name, _) in self.rows.iter().filter_map(|row| row.cells.as_ref().ok()).flatten() {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }
}

/// Refuses what is no text at all.
fn check(bytes: &[u8]) -> Result<(), String> {
    let problem = if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        "it is UTF-16: save it as UTF-8"
    } else if bytes.starts_with(b"PK\x03\x04") {
        "it is a workbook: save the sheet as CSV, in UTF-8"
    } else if bytes.contains(&0) {
        "it has characters that no text has: save it as text, in UTF-8"
    } else if bytes.strip_prefix(MARK).unwrap_or(bytes).trim_ascii().is_empty() {
        "it is empty"
    } else {
        return Ok(());
    };
    Err(problem.to_owned())
}
