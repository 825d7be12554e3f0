//! The elements of a multi-valued attribute: which are empty, which are one twice, which is primary
//! (RFC 7643 §2.4).

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde_json::Value;

use super::ResourceError;
use super::identity::{Identity, same};
use crate::schema::Attribute;

/// Whether an element says something about a value but lacks the value, as in
/// `{"type": "work", "value": ""}`: some clients send one for every slot of their template.
pub(crate) fn is_placeholder(attribute: &Attribute, element: &Value) -> bool {
    let Value::Object(parts) = element else { return false };
    let describes = |name: &String| matches!(name.as_str(), "type" | "primary" | "display");
    attribute.sub_attribute("value").is_some() && parts.keys().all(describes)
}

/// Whether the element is the preferred one.
pub(crate) fn is_primary(element: &Value) -> bool {
    element.get("primary") == Some(&Value::Bool(true))
}

/// Keeps one of those that nothing tells apart, with the parts of all (RFC 7643 §2.4: the same
/// `type` and `value` should not be returned twice).
pub(crate) fn merge_duplicates(attribute: &Attribute, elements: &mut Vec<Value>) {
    if are_few(elements) {
        return;
    }
    let mut places: HashMap<Identity, usize> = HashMap::with_capacity(elements.len());
    let mut kept: Vec<Value> = Vec::with_capacity(elements.len());
    for element in elements.drain(..) {
        match places.entry(Identity::that_tells_apart(attribute, &element)) {
            Entry::Vacant(vacant) => {
                vacant.insert(kept.len());
                kept.push(element);
            }
            Entry::Occupied(occupied) => {
                if let Some(first) = kept.get_mut(*occupied.get()) {
                    merge_into(first, element);
                }
            }
        }
    }
    *elements = kept;
}

/// Refuses two elements that are one by their `value` and `type`, and say different things beside: one of them would be
/// lost.
pub(crate) fn refuse_contradictions(
    path: impl std::fmt::Display,
    attribute: &Attribute,
    elements: &[Value],
) -> Result<(), ResourceError> {
    if are_few(elements) {
        return Ok(());
    }
    let mut firsts: HashMap<Identity, &Value> = HashMap::with_capacity(elements.len());
    for element in elements {
        match firsts.entry(Identity::that_tells_apart(attribute, element)) {
            Entry::Vacant(vacant) => {
                vacant.insert(element);
            }
            Entry::Occupied(first) => {
                if let Some(part) = contradiction(attribute, first.get(), element) {
                    return Err(ResourceError::Contradiction { path: path.to_string(), part });
                }
            }
        }
    }
    Ok(())
}

/// Whether there is nothing to compare: most people have one e-mail.
fn are_few(elements: &[Value]) -> bool {
    elements.len() < 2
}

/// A part that both have, and have another value for. Which is primary is not said of the value itself.
fn contradiction(attribute: &Attribute, one: &Value, other: &Value) -> Option<String> {
    let parts = attribute.sub_attributes.iter().filter(|part| part.name != "primary");
    let differs = |part: &&Attribute| match (one.get(&part.name), other.get(&part.name)) {
        (Some(one), Some(other)) => !same(part, one, other),
        _ => false,
    };
    // Members are one by their `value` alone, whatever a client says of them beside.
    let by_value_alone = attribute.sub_attribute("value").is_some_and(Attribute::is_immutable);
    parts.filter(|_| !by_value_alone).find(differs).map(|part| part.name.clone())
}

fn merge_into(first: &mut Value, second: Value) {
    let primary = is_primary(&second);
    let (Value::Object(first), Value::Object(second)) = (first, second) else { return };
    for (name, part) in second {
        first.entry(name).or_insert(part);
    }
    if primary {
        first.insert("primary".to_owned(), Value::Bool(true));
    }
}

/// Refuses more than one primary element.
pub(crate) fn check_primaries(
    path: impl std::fmt::Display,
    elements: &[Value],
) -> Result<(), ResourceError> {
    match elements.iter().filter(|element| is_primary(element)).count() {
        0 | 1 => Ok(()),
        count => Err(ResourceError::Primaries { path: path.to_string(), count }),
    }
}
