//! The elements of a multi-valued attribute under PATCH.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::parts::{self, Fixed};
use crate::Attribute;
use crate::resource::elements::is_primary;
use crate::resource::identity::Identity;

/// Adds elements (RFC 7644 §3.5.2.1). One that is there already changes nothing; one that differs only in
/// its lesser parts is merged into its twin. Answers the places of the elements made primary.
pub(super) fn add(
    attribute: &Attribute,
    elements: &mut Vec<Value>,
    added: &[Value],
) -> Result<Vec<usize>, Fixed> {
    let mut places: HashMap<Identity, usize> = elements
        .iter()
        .enumerate()
        .map(|(place, element)| (Identity::that_tells_apart(attribute, element), place))
        .collect();
    let by_value_alone = attribute.sub_attribute("value").is_some_and(Attribute::is_immutable);
    let mut primaries = Vec::new();
    for new in added {
        let place =
            *places.entry(Identity::that_tells_apart(attribute, new)).or_insert(elements.len());
        match elements.get_mut(place) {
            None => elements.push(new.clone()),
            Some(twin) if by_value_alone || same_element(attribute, twin, new) => continue,
            Some(twin) => change(attribute, twin, new)?,
        }
        if is_primary(new) {
            primaries.push(place);
        }
    }
    Ok(primaries)
}

/// Removes the elements listed: those with the same `value`, and the same `type` where one is given.
/// An attribute whose elements have no `value` loses those that are the same in every part.
pub(super) fn remove_listed(attribute: &Attribute, elements: &mut Vec<Value>, listed: &[Value]) {
    let listed: HashSet<Identity> =
        listed.iter().map(|element| reduced(attribute, element)).collect();
    elements.retain(|element| {
        let by_value_and_type = Identity::that_tells_apart(attribute, element);
        !listed.contains(&by_value_and_type) && !listed.contains(&by_value(attribute, element))
    });
}

/// Merges a value into an element, or replaces a simple one.
pub(super) fn change(
    attribute: &Attribute,
    element: &mut Value,
    value: &Value,
) -> Result<(), Fixed> {
    match (element, value) {
        (Value::Object(element), Value::Object(changes)) => {
            parts::merge(attribute, element, changes)
        }
        (element, value) => {
            *element = value.clone();
            Ok(())
        }
    }
}

/// Replaces the content of an element.
pub(super) fn swap(attribute: &Attribute, element: &mut Value, value: &Value) -> Result<(), Fixed> {
    match (element, value) {
        (Value::Object(element), Value::Object(content)) => {
            parts::swap(attribute, element, content)
        }
        (element, value) => {
            *element = value.clone();
            Ok(())
        }
    }
}

/// Makes the one element primary and the others not (RFC 7644 §3.5.2).
pub(super) fn settle_primary(elements: &mut [Value], chosen: usize) {
    for (place, element) in elements.iter_mut().enumerate() {
        if place != chosen
            && is_primary(element)
            && let Value::Object(parts) = element
        {
            parts.insert("primary".to_owned(), Value::Bool(false));
        }
    }
}

fn same_element(attribute: &Attribute, one: &Value, other: &Value) -> bool {
    Identity::of_element(attribute, one) == Identity::of_element(attribute, other)
}

fn reduced(attribute: &Attribute, listed: &Value) -> Identity {
    if listed.get("type").is_some() {
        Identity::that_tells_apart(attribute, listed)
    } else {
        by_value(attribute, listed)
    }
}

fn by_value(attribute: &Attribute, element: &Value) -> Identity {
    match element.get("value") {
        Some(value) => {
            let alone = Value::Object(Map::from_iter([("value".to_owned(), value.clone())]));
            Identity::of_element(attribute, &alone)
        }
        None => Identity::of_element(attribute, element),
    }
}
