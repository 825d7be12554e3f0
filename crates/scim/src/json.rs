//! JSON from outside: within a depth, in UTF-8, and no object with two keys that differ only in case
//! (RFC 7643 §2.1: attribute names are case-insensitive, so such keys are one attribute twice).
//!
//! One pass over the bytes: bounds and keys are checked while the value is built, so a refused body
//! costs no more than what was read of it.

#[cfg(test)]
mod tests;
mod value;

use serde::de::DeserializeSeed;
use serde_json::{Map, Value};

/// Why bytes are not acceptable JSON.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum JsonError {
    /// Nothing at all.
    #[error("the body is empty; it must be a JSON object")]
    Empty,
    /// Not JSON.
    #[error("the body is not valid JSON: {problem} at line {line}, column {column}")]
    Malformed {
        /// What the parser says.
        problem: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// Nested too deep.
    #[error("the body nests deeper than {limit} levels")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// One attribute twice in one object.
    #[error("the attribute `{name}` stands twice in one object (names differ only in case)")]
    DuplicateKey {
        /// The second spelling.
        name: String,
    },
    /// Not an object.
    #[error("the body must be a JSON object")]
    NotAnObject,
}

/// Parses a request body that must be an object. `depth` counts objects and arrays, the body itself
/// being the first; more than 127 levels are malformed whatever it allows.
pub fn parse(bytes: &[u8], depth: usize) -> Result<Map<String, Value>, JsonError> {
    if bytes.trim_ascii().is_empty() {
        return Err(JsonError::Empty);
    }
    let refusal = value::Refusal::default();
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let parsed = value::Seed::new(depth, &refusal)
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value));
    match parsed {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Err(JsonError::NotAnObject),
        Err(error) => Err(refusal.take().unwrap_or_else(|| malformed(&error))),
    }
}

fn malformed(error: &serde_json::Error) -> JsonError {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    let place = format!(" at line {line} column {column}");
    let problem = text.strip_suffix(&place).unwrap_or(&text).to_owned();
    JsonError::Malformed { problem, line, column }
}
