//! How much of a message one operation's data is, without writing it.

use serde_json::Value;

/// The fewest bytes the value can be written in, near enough: never more than any spelling of it takes.
pub fn least_bytes(value: &Value) -> usize {
    match value {
        Value::Null | Value::Bool(true) => 4,
        Value::Bool(false) => 5,
        Value::Number(_) => 1,
        // An escape is longer than what it stands for.
        Value::String(text) => text.len() + 2,
        Value::Array(elements) => {
            2 + elements.len().saturating_sub(1) + elements.iter().map(least_bytes).sum::<usize>()
        }
        Value::Object(members) => {
            let each = members.iter().map(|(name, value)| name.len() + 3 + least_bytes(value));
            2 + members.len().saturating_sub(1) + each.sum::<usize>()
        }
    }
}
