//! Reading a table.

use csv::{ByteRecord, ReaderBuilder};
use serde_json::Value;

use super::lines::{Lines, open_quote};
use super::{Layout, Row, Sheet, Written};
use crate::command::people::formula::unmarked;

/// What is between cells: a comma, or what spreadsheets write where the comma is in numbers.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

pub(super) fn read(bytes: &[u8]) -> Result<Sheet, String> {
    let delimiter = delimiter(bytes);
    if let Some(line) = open_quote(bytes, delimiter) {
        return Err(format!("line {line}: a quote is opened and never closed: close it"));
    }
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bytes);
    let headings =
        reader.headers().map_err(|_| "its headings are not UTF-8: save it as UTF-8".to_owned())?;
    let headings: Vec<String> = headings.iter().map(|heading| heading.trim().to_owned()).collect();
    if headings.iter().all(String::is_empty) {
        return Err("it has no headings: name the columns in the first line".to_owned());
    }
    let mut lines = Lines::new(bytes);
    let mut rows = Vec::new();
    for record in reader.byte_records() {
        let record = record.map_err(|error| error.to_string())?;
        let begin = record.position().map_or(0, csv::Position::byte);
        let line = lines.of_record(usize::try_from(begin).unwrap_or(usize::MAX));
        // A spreadsheet leaves rows of nothing behind.
        if record.iter().any(|cell| !cell.trim_ascii().is_empty()) {
            let cells = cells(&headings, &record);
            rows.push(Row { line, cells, written: Written::Cells(record) });
        }
    }
    Ok(Sheet { layout: Layout::Csv { delimiter, headings }, rows })
}

fn cells(headings: &[String], record: &ByteRecord) -> Result<Vec<(String, Value)>, String> {
    if record.len() != headings.len() {
        let (cells, columns) = (record.len(), headings.len());
        return Err(format!(
            "{cells} cells for {columns} columns: put a cell that holds the delimiter in quotes"
        ));
    }
    let cells = headings.iter().zip(record);
    let cells = cells.map(|(heading, cell)| {
        let text = std::str::from_utf8(cell)
            .map_err(|_| format!("{heading} is not UTF-8: save the file as UTF-8"))?;
        Ok((heading.clone(), Value::from(unmarked(text))))
    });
    cells.collect()
}

/// The delimiter that is most often in the headings, outside of quotes.
fn delimiter(bytes: &[u8]) -> u8 {
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut quoted = false;
    for byte in bytes.trim_ascii_start() {
        quoted ^= *byte == b'"';
        if !quoted && matches!(byte, b'\n' | b'\r') {
            break;
        }
        for (count, delimiter) in counts.iter_mut().zip(DELIMITERS) {
            *count += usize::from(!quoted && *byte == delimiter);
        }
    }
    let mut best = (0, b',');
    for (count, delimiter) in counts.into_iter().zip(DELIMITERS) {
        if count > best.0 {
            best = (count, delimiter);
        }
    }
    best.1
}
