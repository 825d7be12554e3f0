//! A request and its answer, as they went over the wire; long bodies are cut.

use std::io::{self, Write};

use conformance::{Message, Said};
use serde_json::Value;

use super::report::one_line;
use crate::terminal::{Paint, laid_out};

/// How many lines of a body are shown.
const LINES: usize = 40;

/// The headers that are shown: those that SCIM gives a meaning. The report as JSON has them all.
const HEADERS: &[&str] = &[
    "accept",
    "allow",
    "authorization",
    "content-location",
    "content-type",
    "etag",
    "if-match",
    "if-none-match",
    "location",
    "prefer",
    "preference-applied",
    "retry-after",
    "www-authenticate",
];

/// How much of a line is shown, in characters.
const WIDTH: usize = 240;

/// Prints both.
pub(super) fn print(out: &mut dyn Write, paint: Paint, said: &Said) -> io::Result<()> {
    message(out, paint, '>', &said.request)?;
    message(out, paint, '<', &said.response)
}

fn message(out: &mut dyn Write, paint: Paint, mark: char, message: &Message) -> io::Result<()> {
    writeln!(out, "   {mark} {}", cut(&message.line))?;
    let shown = |name: &str| HEADERS.contains(&name.to_ascii_lowercase().as_str());
    for (name, value) in message.headers.iter().filter(|(name, _)| shown(name)) {
        writeln!(out, "   {}", paint.faint(format!("{mark} {name}: {}", cut(value))))?;
    }
    let body = match serde_json::from_str::<Value>(&message.body) {
        Ok(value) => laid_out(&value, 0),
        Err(_) => message.body.clone(),
    };
    for line in body.lines().take(LINES) {
        writeln!(out, "   {mark} {}", cut(line))?;
    }
    let more = body.lines().count().saturating_sub(LINES);
    if more > 0 {
        writeln!(out, "   {mark} {}", paint.faint(format!("({more} more lines)")))?;
    }
    Ok(())
}

fn cut(line: &str) -> String {
    let mut shown: String = one_line(line).chars().take(WIDTH).collect();
    if line.chars().count() > WIDTH {
        shown.push('…');
    }
    shown
}
