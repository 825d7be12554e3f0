//! The element a value filter describes, for clients that expect it to come into being.

use serde_json::{Map, Value};

use crate::Filter;
use crate::filter::{Comparison, Literal, Operator};

/// The element that the equality terms of the filter spell out, or `None` if the filter says more than
/// equality does (`or`, `not`, another operator) or speaks of what a client may not set.
pub(super) fn element(filter: &Filter<'_>) -> Option<Map<String, Value>> {
    let mut parts = Map::new();
    collect(filter, &mut parts).then_some(parts)
}

fn collect(filter: &Filter<'_>, parts: &mut Map<String, Value>) -> bool {
    match filter {
        Filter::And(terms) => terms.iter().all(|term| collect(term, parts)),
        Filter::Compare(Comparison { reference, operator: Operator::Equal, value, .. }) => {
            let part = reference.leaf();
            let value = match value {
                Literal::Null => return true,
                Literal::Boolean(value) => Value::Bool(*value),
                Literal::Number(value) => Value::Number(value.clone()),
                Literal::String(value) => Value::String(value.clone()),
            };
            parts.insert(part.name.clone(), value);
            !part.is_read_only()
        }
        _ => false,
    }
}
