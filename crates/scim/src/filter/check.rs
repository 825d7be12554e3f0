//! Which attributes, operators and brackets go together (RFC 7644 §3.4.2.2; RFC 7643 §7).
//!
//! Each function answers what is wrong, in words for the client.

use super::Operator;
use crate::path::Reference;
use crate::schema::{Attribute, AttributeType, Returned};

/// What may never be read must not be found out by asking either.
pub(super) fn readable(reference: &Reference<'_>, word: &str) -> Result<(), String> {
    let never = |attribute: &Attribute| attribute.returned == Returned::Never;
    if never(reference.attribute) || reference.sub.is_some_and(never) {
        return Err(format!("`{word}` is never returned and cannot be filtered by"));
    }
    Ok(())
}

/// Brackets select among the elements of a multi-valued attribute, or test a complex value as a whole.
pub(super) fn selectable(reference: &Reference<'_>) -> Result<(), String> {
    let Reference { attribute, sub, .. } = reference;
    let name = &attribute.name;
    if sub.is_some() {
        return Err(format!("brackets stand after the attribute itself: `{name}[…]`"));
    }
    if !attribute.is_complex() && !attribute.multi_valued {
        return Err(format!("`{name}` has one plain value; compare it without brackets"));
    }
    readable(reference, name)
}

/// A complex attribute is compared by its `value`, as the RFC's own `emails co "example.com"` is.
pub(super) fn comparable<'t>(
    reference: Reference<'t>,
    word: &str,
) -> Result<Reference<'t>, String> {
    let leaf = reference.leaf();
    if !leaf.is_complex() {
        return Ok(reference);
    }
    if let Some(value) = leaf.sub_attribute("value") {
        let reference = Reference { sub: Some(value), ..reference };
        return readable(&reference, word).map(|()| reference);
    }
    let example = leaf.sub_attributes.first().map_or("value", |sub| sub.name.as_str());
    Err(format!(
        "`{word}` is complex; compare one of its sub-attributes, such as `{word}.{example}`"
    ))
}

/// Substrings are for text, order for what has one.
pub(super) fn operator(operator: Operator, leaf: &Attribute, word: &str) -> Result<(), String> {
    use AttributeType::{Binary, Boolean, Complex, DateTime, Decimal, Integer, Reference, String};
    let fits = match leaf.kind {
        String | Reference => true,
        Binary => !operator.orders(),
        Boolean => !operator.orders() && !operator.searches_text(),
        DateTime | Decimal | Integer => !operator.searches_text(),
        Complex => false,
    };
    if fits {
        return Ok(());
    }
    let remedy = match leaf.kind {
        DateTime | Decimal | Integer => "eq, ne, gt, ge, lt, le or pr",
        Binary => "eq, ne, co, sw, ew or pr",
        _ => "eq, ne or pr",
    };
    let kind = leaf.kind.as_str();
    Err(format!(
        "`{}` does not go with `{word}`, which is of type {kind}; use {remedy}",
        operator.as_str()
    ))
}
