//! A table in text, and a mail in HTML.

use std::fmt::Write as _;

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment};
use serde_json::json;

use super::table::Table;

/// The widest column of a table in text; what is longer goes on, and pushes what follows it.
const WIDEST: usize = 40;

const TEMPLATE: &str = include_str!("../../../templates/mail.html");

/// A table in text, its columns one below the other.
pub(super) fn text(table: &Table) -> String {
    let mut widths: Vec<usize> = Vec::new();
    for row in table.rows.iter().chain([&table.head]) {
        for (column, cell) in row.iter().enumerate() {
            let width = cell.chars().count().min(WIDEST);
            match widths.get_mut(column) {
                Some(widest) => *widest = width.max(*widest),
                None => widths.push(width),
            }
        }
    }
    let mut text = String::new();
    if !table.head.is_empty() {
        line(&mut text, &table.head, &widths);
        let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
        line(&mut text, &rule, &widths);
    }
    for row in &table.rows {
        line(&mut text, row, &widths);
    }
    if let Some(rest) = &table.rest {
        let _ = writeln!(text, "({rest})");
    }
    text
}

fn line(text: &mut String, cells: &[String], widths: &[usize]) {
    let mut line = String::new();
    for (cell, width) in cells.iter().zip(widths) {
        let _ = write!(line, "{cell:<width$}  ");
    }
    let _ = writeln!(text, "{}", line.trim_end());
}

/// A mail in HTML. `html` stands as its author wrote it; all else is text.
pub(super) fn html(
    subject: &str,
    said: &str,
    html: Option<&str>,
    result: Option<&str>,
    table: Option<&Table>,
) -> String {
    let paragraphs: Vec<&str> =
        said.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).collect();
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let said = json!({
        "subject": subject,
        "paragraphs": paragraphs,
        "html": html,
        "result": result,
        "table": table,
    });
    // The template is ours, and is given all it names: a test renders every part of it.
    environment.render_str(TEMPLATE, Serde(said)).unwrap_or_default()
}
