//! When two values of an attribute are one and the same: by the case rule of every part, whatever the order
//! of members and elements (RFC 7644 §3.5.2.1, RFC 7643 §2.4).

use std::collections::BTreeSet;

use serde_json::Value;

use crate::Attribute;
use crate::compare::Key;

/// What a value is compared by. Two values of one attribute are the same exactly if their identities
/// are equal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Identity {
    /// A simple value, by the rules of its attribute.
    Simple(Key),
    /// A complex value: the parts it has, by their place in the definition.
    Parts(BTreeSet<(usize, Self)>),
    /// The elements of a multi-valued attribute, in whatever order.
    Elements(BTreeSet<Self>),
    /// A stored value its definition does not describe.
    Foreign(String),
}

impl Identity {
    /// Of the whole value of an attribute.
    pub(crate) fn of(attribute: &Attribute, value: &Value) -> Self {
        match value {
            Value::Array(elements) if attribute.multi_valued => Self::Elements(
                elements.iter().map(|element| Self::of_element(attribute, element)).collect(),
            ),
            value => Self::of_element(attribute, value),
        }
    }

    /// Of one element of a multi-valued attribute.
    pub(crate) fn of_element(attribute: &Attribute, element: &Value) -> Self {
        match element {
            Value::Object(_) if attribute.is_complex() => {
                let parts = attribute.sub_attributes.iter().enumerate();
                Self::Parts(parts.filter_map(|part| Self::of_part(part, element)).collect())
            }
            simple => Key::of(attribute, simple)
                .map_or_else(|| Self::Foreign(simple.to_string()), Self::Simple),
        }
    }

    /// Of what tells an element from its neighbours: its `value` where a client may not change that, else
    /// its `value` and `type` (RFC 7643 §2.4), else everything: also where the definition has no `type`.
    pub(crate) fn that_tells_apart(attribute: &Attribute, element: &Value) -> Self {
        let Some(value) = element.get("value").and(attribute.sub_attribute("value")) else {
            return Self::of_element(attribute, element);
        };
        let by_value_alone = value.is_immutable();
        if !by_value_alone && attribute.sub_attribute("type").is_none() {
            return Self::of_element(attribute, element);
        }
        let counts = |sub: &Attribute| match sub.name.as_str() {
            "value" => true,
            "type" => !by_value_alone,
            _ => false,
        };
        let parts = attribute.sub_attributes.iter().enumerate().filter(|(_, sub)| counts(sub));
        Self::Parts(parts.filter_map(|part| Self::of_part(part, element)).collect())
    }

    fn of_part((index, sub): (usize, &Attribute), element: &Value) -> Option<(usize, Self)> {
        let part = element.get(&sub.name)?;
        // An absent `primary` is false (RFC 7643 §2.4).
        let is_default = sub.name == "primary" && part == &Value::Bool(false);
        (!is_default).then(|| (index, Self::of(sub, part)))
    }
}

/// Whether two values of one attribute are the same.
pub(crate) fn same(attribute: &Attribute, one: &Value, other: &Value) -> bool {
    one == other || Identity::of(attribute, one) == Identity::of(attribute, other)
}
