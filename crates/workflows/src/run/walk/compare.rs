//! Conditions.

use std::cmp::Ordering;

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::scope::Scope;
use crate::expression::ExpressionError;
use crate::model::{Comparer, Condition};

/// Whether a condition holds.
pub(super) fn holds(
    condition: &Condition,
    scope: &Scope,
    at: Timestamp,
    id: Uuid,
) -> Result<bool, ExpressionError> {
    for one in &condition.comparisons {
        let left = scope.evaluate(&one.left, at, id)?;
        let right = scope.evaluate(&one.right, at, id)?;
        if compare(one.how, &left, &literal(right)) != condition.every {
            return Ok(!condition.every);
        }
    }
    Ok(condition.every)
}

/// The files of others write a text within quotation marks of its own: `'"text"'`.
fn literal(value: Value) -> Value {
    let quoted = value.as_str().filter(|text| text.starts_with('"'));
    quoted.and_then(|text| serde_json::from_str(text).ok()).unwrap_or(value)
}

fn compare(how: Comparer, left: &Value, right: &Value) -> bool {
    match how {
        Comparer::Equals => same(left, right),
        Comparer::NotEquals => !same(left, right),
        Comparer::Greater => order(left, right) == Some(Ordering::Greater),
        Comparer::Less => order(left, right) == Some(Ordering::Less),
        Comparer::Contains => match left {
            Value::Array(elements) => elements.iter().any(|element| same(element, right)),
            Value::Object(members) => members.contains_key(&text(right)),
            _ => text(left).contains(&text(right)),
        },
        Comparer::StartsWith => text(left).starts_with(&text(right)),
        Comparer::EndsWith => text(left).ends_with(&text(right)),
        Comparer::Empty => is_empty(left),
        Comparer::NotEmpty => !is_empty(left),
    }
}

/// Values are the same if they are, or if they read the same: what is compared with is often written as a text.
fn same(left: &Value, right: &Value) -> bool {
    left == right || (!left.is_null() && !right.is_null() && text(left) == text(right))
}

fn order(left: &Value, right: &Value) -> Option<Ordering> {
    let number = |value: &Value| value.as_f64().or_else(|| value.as_str()?.trim().parse().ok());
    match (number(left), number(right)) {
        (Some(left), Some(right)) => left.partial_cmp(&right),
        _ => Some(left.as_str()?.cmp(right.as_str()?)),
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(elements) => elements.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
