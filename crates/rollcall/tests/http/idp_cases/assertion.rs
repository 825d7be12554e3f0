//! The assertions of a case, as the head of its file defines them.

use serde_json::Value;

use super::case::Assertion;
use super::names::Names;

/// Checks one assertion on a body; the error says what is there instead.
pub(super) fn check(assertion: &Assertion, body: &Value, names: &Names) -> Result<(), String> {
    let found = body.pointer(&assertion.ptr);
    let wanted = names.fill_value(&assertion.value)?;
    if holds(&assertion.op, found, &wanted)? {
        return Ok(());
    }
    let Assertion { ptr, op, .. } = assertion;
    let there = found.map_or_else(|| "absent".to_owned(), Value::to_string);
    Err(format!("{ptr} must be {op} {wanted}, and is {there}"))
}

fn holds(op: &str, found: Option<&Value>, wanted: &Value) -> Result<bool, String> {
    let elements = found.and_then(Value::as_array);
    Ok(match op {
        "eq" => found == Some(wanted),
        "eq_or_absent" => found.is_none_or(|found| found == wanted),
        "present" => found.is_some(),
        "absent" => found.is_none(),
        "unassigned" => is_unassigned(found),
        "nonempty" => !is_unassigned(found),
        "len" => elements.map(Vec::len) == length(wanted),
        "gte" => found.and_then(Value::as_f64) >= wanted.as_f64(),
        "type" => found.is_some_and(|found| Some(type_of(found)) == wanted.as_str()),
        "contains" => elements.is_some_and(|elements| elements.iter().any(|e| has(e, wanted))),
        "not_contains" => {
            elements.is_none_or(|elements| !elements.iter().any(|element| has(element, wanted)))
        }
        _ => return Err(format!("the case asserts `{op}`, which is no assertion")),
    })
}

fn is_unassigned(found: Option<&Value>) -> bool {
    match found {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.is_empty(),
        Some(Value::Array(elements)) => elements.is_empty(),
        Some(_) => false,
    }
}

/// Whether an element is the wanted value, or has every member of it.
fn has(element: &Value, wanted: &Value) -> bool {
    match (element, wanted) {
        (Value::Object(element), Value::Object(wanted)) => {
            wanted.iter().all(|(name, value)| element.get(name) == Some(value))
        }
        _ => element == wanted,
    }
}

fn length(wanted: &Value) -> Option<usize> {
    wanted.as_u64().and_then(|length| usize::try_from(length).ok())
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
