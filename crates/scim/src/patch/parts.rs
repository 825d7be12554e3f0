//! The parts of one complex value: merged, never swapped (RFC 7644 §3.5.2.1, §3.5.2.3).

use serde_json::{Map, Value};

use crate::Attribute;
use crate::resource::identity::same;

/// An immutable sub-attribute that has a value and would lose it.
#[derive(Debug)]
pub(super) struct Fixed;

/// Merges `changes` into a complex value: a null unassigns its part, parts not named stay.
pub(super) fn merge(
    attribute: &Attribute,
    value: &mut Map<String, Value>,
    changes: &Map<String, Value>,
) -> Result<(), Fixed> {
    if refers_elsewhere(value, changes) {
        value.shift_remove("$ref");
    }
    for (name, change) in changes {
        check_fixed(attribute, name, value.get(name), Some(change))?;
        if change.is_null() {
            value.shift_remove(name);
        } else {
            value.insert(name.clone(), change.clone());
        }
    }
    Ok(())
}

/// Swaps the content of an element. What only the server may set stays.
pub(super) fn swap(
    attribute: &Attribute,
    element: &mut Map<String, Value>,
    content: &Map<String, Value>,
) -> Result<(), Fixed> {
    for (name, old) in element.iter() {
        check_fixed(attribute, name, Some(old), content.get(name))?;
    }
    let read_only =
        |name: &String| attribute.sub_attribute(name).is_some_and(Attribute::is_read_only);
    element.retain(|name, _| read_only(name));
    let assigned = content.iter().filter(|(_, part)| !part.is_null());
    element.extend(assigned.map(|(name, part)| (name.clone(), part.clone())));
    Ok(())
}

fn check_fixed(
    attribute: &Attribute,
    name: &str,
    old: Option<&Value>,
    new: Option<&Value>,
) -> Result<(), Fixed> {
    let Some(sub) = attribute.sub_attribute(name).filter(|sub| sub.is_immutable()) else {
        return Ok(());
    };
    match (old, new) {
        (None, _) => Ok(()),
        (Some(old), Some(new)) if same(sub, old, new) => Ok(()),
        _ => Err(Fixed),
    }
}

/// Whether the value would come to name another resource than its `$ref` does.
fn refers_elsewhere(value: &Map<String, Value>, changes: &Map<String, Value>) -> bool {
    let renamed = changes.get("value").is_some_and(|new| value.get("value") != Some(new));
    renamed && !changes.contains_key("$ref")
}
