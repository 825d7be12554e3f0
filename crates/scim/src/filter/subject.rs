//! What a filter is held against: a resource, or one element of a multi-valued attribute.

use serde_json::Value;

use crate::Resource;
use crate::path::Reference;
use crate::schema::{Attribute, AttributeType, ResourceType};

pub(super) enum Subject<'s> {
    Resource(&'s ResourceType, &'s Resource),
    Element(&'s Value),
}

impl<'s> Subject<'s> {
    /// The value of the attribute, whichever sub-attribute is named.
    pub(super) fn value(&self, reference: &Reference<'_>) -> Option<&'s Value> {
        let Reference { container, attribute, .. } = *reference;
        match self {
            Self::Resource(of, resource) => resource.get(of, container, attribute),
            Self::Element(Value::Object(element)) => element.get(&attribute.name),
            Self::Element(element) => Some(element),
        }
    }

    /// Whether any of the values spoken of passes the test. Where nothing is assigned, nothing is
    /// tested, once.
    pub(super) fn any(
        &self,
        reference: &Reference<'_>,
        test: impl Fn(Option<&Value>) -> bool,
    ) -> bool {
        let value = self.value(reference);
        match (self, reference.sub) {
            (Self::Resource(..), None) => any_of(value, &test),
            (Self::Element(_), None) => {
                any_of(value.or_else(|| assumed(reference.attribute)), &test)
            }
            (_, Some(sub)) => any_of(value, &|element: Option<&Value>| {
                let part =
                    element.and_then(|element| element.get(&sub.name).or_else(|| assumed(sub)));
                any_of(part, &test)
            }),
        }
    }

    /// Like [`Self::any`], but of what is there only: no default is assumed.
    pub(super) fn any_stored(
        &self,
        reference: &Reference<'_>,
        test: impl Fn(&Value) -> bool,
    ) -> bool {
        let value = self.value(reference);
        let Some(sub) = reference.sub else {
            return value.is_some_and(test);
        };
        any_of(value, &|element: Option<&Value>| {
            element.and_then(|element| element.get(&sub.name)).is_some_and(&test)
        })
    }
}

fn any_of(value: Option<&Value>, test: &impl Fn(Option<&Value>) -> bool) -> bool {
    match value {
        None | Some(Value::Null) => test(None),
        Some(Value::Array(elements)) if elements.is_empty() => test(None),
        Some(Value::Array(elements)) => elements.iter().any(|element| test(Some(element))),
        single => test(single),
    }
}

/// An element that does not say it is primary is not (RFC 7643 §2.4).
fn assumed(attribute: &Attribute) -> Option<&'static Value> {
    static FALSE: Value = Value::Bool(false);
    let is_primary =
        attribute.kind == AttributeType::Boolean && attribute.name.eq_ignore_ascii_case("primary");
    is_primary.then_some(&FALSE)
}

/// Whether a value counts as present: an empty string or array does not, nor a complex value of
/// nothing but those (RFC 7644 §3.4.2.2, table 3).
pub(super) fn is_present(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(_) | Value::Number(_) => true,
        Value::String(text) => !text.is_empty(),
        Value::Array(elements) => elements.iter().any(is_present),
        Value::Object(parts) => parts.values().any(is_present),
    }
}
