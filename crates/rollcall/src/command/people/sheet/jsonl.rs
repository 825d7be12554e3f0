//! Reading objects, one a line.

use scim::json::{self, JsonError};
use serde_json::{Map, Value};

use super::{Layout, MARK, Row, Sheet, Written};

/// What a line that was no object is called among failures.
const LINE: &str = "line";

/// How deep an object may be.
const DEPTH: usize = 16;

pub(super) fn read(bytes: &[u8]) -> Result<Sheet, String> {
    let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
    if bytes.trim_ascii_start().starts_with(b"[") {
        return Err("it is a list: write an object a line, as `jq -c '.[]'` does".to_owned());
    }
    let lines = bytes.split(|byte| *byte == b'\n').zip(1..);
    let lines = lines.filter(|(line, _)| !line.trim_ascii().is_empty());
    let rows = lines.map(|(text, line)| row(line, text)).collect();
    Ok(Sheet { layout: Layout::Jsonl, rows })
}

fn row(line: u64, bytes: &[u8]) -> Row {
    match json::parse(bytes, DEPTH) {
        Ok(members) => {
            let cells = Ok(cells(&members));
            Row { line, cells, written: Written::Object(members) }
        }
        Err(error) => {
            let text = String::from_utf8_lossy(bytes).trim().to_owned();
            Row { line, cells: Err(problem(bytes, error)), written: Written::Line(text) }
        }
    }
}

fn problem(bytes: &[u8], error: JsonError) -> String {
    if std::str::from_utf8(bytes).is_err() {
        return "it is not UTF-8: save the file as UTF-8".to_owned();
    }
    match error {
        JsonError::Malformed { problem, column, .. } => {
            format!("it is not JSON: {problem} at column {column}")
        }
        JsonError::DuplicateKey { name } => format!("`{name}` stands twice: leave one out"),
        JsonError::TooDeep { .. } => "objects are nested too deep in it".to_owned(),
        JsonError::NotAnObject | JsonError::Empty => {
            "it is not an object: write one like {\"userName\": …}".to_owned()
        }
    }
}

/// The members of an object, and those of its extensions by their whole names (RFC 7644 §3.10).
fn cells(members: &Map<String, Value>) -> Vec<(String, Value)> {
    let mut cells = Vec::new();
    for (name, value) in members {
        match value {
            Value::Object(extension) if name.starts_with("urn:") => {
                let inside = extension.iter();
                cells.extend(
                    inside.map(|(inner, value)| (format!("{name}:{inner}"), value.clone())),
                );
            }
            _ => cells.push((name.clone(), value.clone())),
        }
    }
    cells
}

/// A line that is no object, as one.
pub(super) fn wrapped(text: &str) -> Map<String, Value> {
    Map::from_iter([(LINE.to_owned(), Value::from(text))])
}
