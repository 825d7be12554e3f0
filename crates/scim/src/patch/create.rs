//! The element a value filter describes, for clients that expect it to come into being.

use serde_json::{Map, Value};

use crate::filter::{Comparison, Literal, Operator};
use crate::resource::scalar;
use crate::{Filter, Tolerances};

/// The element that the equality terms of the filter spell out, or `None` if the filter says more than
/// equality does (`or`, `not`, another operator), or speaks of what a client may not set or of a value that
/// could not be stored.
pub(super) fn element(filter: &Filter<'_>, tolerances: &Tolerances) -> Option<Map<String, Value>> {
    let mut parts = Map::new();
    collect(filter, tolerances, &mut parts).then_some(parts)
}

fn collect(filter: &Filter<'_>, tolerances: &Tolerances, parts: &mut Map<String, Value>) -> bool {
    match filter {
        Filter::And(terms) => terms.iter().all(|term| collect(term, tolerances, parts)),
        Filter::Compare(Comparison { reference, operator: Operator::Equal, value, .. }) => {
            let part = reference.leaf();
            // What may be compared with need not be what may be stored: an empty text, a text that is no base64.
            let Ok(value) = scalar::read(part, written(value), tolerances) else { return false };
            if !value.is_null() {
                let value = if part.multi_valued { Value::Array(vec![value]) } else { value };
                parts.insert(part.name.clone(), value);
            }
            !part.is_read_only()
        }
        _ => false,
    }
}

fn written(literal: &Literal) -> Value {
    match literal {
        Literal::Null => Value::Null,
        Literal::Boolean(value) => Value::Bool(*value),
        Literal::Number(value) => Value::Number(value.clone()),
        Literal::String(value) => Value::String(value.clone()),
    }
}
