//! JSON as a table.

use serde::Serialize;
use serde_json::Value;

/// The most columns of a list: more can't be read side by side.
const MOST_COLUMNS: usize = 8;

/// The most rows of a list. The file that goes along has all of them.
const MOST_ROWS: usize = 200;

/// How deep names are put together: `name.givenName`. What is deeper is shown as JSON.
const DEPTH: usize = 3;

/// The longest text of a cell, in characters.
const LONGEST: usize = 500;

/// Rows of cells under a head.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Table {
    /// The names of the columns; none above names and values, which need none.
    pub(super) head: Vec<String>,
    /// The rows, each as wide as the table.
    pub(super) rows: Vec<Vec<String>>,
    /// What is not shown: `3 more`.
    pub(super) rest: Option<String>,
}

impl Table {
    /// An object as names and values, a list with a row for each.
    pub(super) fn of(value: &Value) -> Self {
        match value {
            Value::Array(items) => Self::list(items),
            // What a list of users comes as (RFC 7644 §3.4.2).
            Value::Object(members) => match members.get("Resources") {
                Some(Value::Array(items)) => Self::list(items),
                _ => Self::one(value),
            },
            other => Self::one(other),
        }
    }

    fn one(value: &Value) -> Self {
        let rows = cells(value).into_iter().map(|(name, text)| vec![name, text]).collect();
        Self { head: Vec::new(), rows, rest: None }
    }

    fn list(items: &[Value]) -> Self {
        let rows: Vec<Vec<(String, String)>> = items.iter().take(MOST_ROWS).map(cells).collect();
        let mut head: Vec<String> = Vec::new();
        for (name, _) in rows.iter().flatten() {
            if head.len() < MOST_COLUMNS && !head.contains(name) {
                head.push(name.clone());
            }
        }
        let rows = rows.iter().map(|row| {
            let cell = |name: &String| {
                let cell = row.iter().find(|(known, _)| known == name);
                cell.map(|(_, text)| text.clone()).unwrap_or_default()
            };
            head.iter().map(cell).collect()
        });
        let rows = rows.collect();
        let rest = match items.len() {
            0 => Some("none".to_owned()),
            count if count > MOST_ROWS => Some(format!("{} more", count - MOST_ROWS)),
            _ => None,
        };
        Self { head, rows, rest }
    }
}

/// The names and texts of what is in a value. What tells of its form alone is left out.
fn cells(value: &Value) -> Vec<(String, String)> {
    let mut cells = Vec::new();
    gather(&mut cells, "", value, 0);
    cells
}

fn gather(cells: &mut Vec<(String, String)>, name: &str, value: &Value, depth: usize) {
    match value {
        Value::Object(members) if depth < DEPTH && !members.is_empty() => {
            for (member, value) in members.iter().filter(|(member, _)| *member != "schemas") {
                let last = short(member);
                let name = if name.is_empty() { last.to_owned() } else { format!("{name}.{last}") };
                gather(cells, &name, value, depth + 1);
            }
        }
        _ => {
            let name = if name.is_empty() { "value" } else { name };
            cells.push((name.to_owned(), text(value)));
        }
    }
}

/// The last part of an extension's URN: it is what people know it by.
fn short(member: &str) -> &str {
    match member.strip_prefix("urn:") {
        Some(urn) => urn
            .rsplit(':')
            .find(|part| !part.starts_with(|c: char| c.is_ascii_digit()))
            .unwrap_or(urn),
        None => member,
    }
}

fn text(value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Array(items) => items.iter().map(item).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    };
    let mut short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// One of several values: of a group or an address, the name or the address is meant.
fn item(value: &Value) -> String {
    let telling = ["display", "value"].into_iter().find_map(|member| value.get(member)?.as_str());
    telling.map_or_else(|| text(value), str::to_owned)
}
