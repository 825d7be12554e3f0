//! When two values are the same, and which comes first (RFC 7643 §2.3, §7 `caseExact`; RFC 7644 §5).

mod number;
mod text;

use std::borrow::Cow;

use jiff::Timestamp;
use serde_json::{Number, Value};

use crate::filter::Literal;
use crate::schema::AttributeType;
use crate::{Attribute, datetime};

pub use text::folded;

/// The key under which a value of this attribute is compared: case-folded unless the attribute is
/// case-exact, `userName` prepared by PRECIS (RFC 8265 `UsernameCaseMapped`, and where a name is
/// outside that profile, NFC and lower case), dates as instants, numbers by value. Two values are equal exactly
/// if their keys are; keys of one attribute order as its values do.
///
/// The key of a text is UTF-8, so that a part of a text is a part of its key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(Vec<u8>);

impl Key {
    /// The key of a value, or `None` for one that is unassigned, complex, or of the wrong type.
    pub fn of(attribute: &Attribute, value: &Value) -> Option<Self> {
        prepare(attribute, value).map(|bytes| Self(bytes.into_owned()))
    }

    /// The key of a text as a value of this attribute (a dateTime is one), or `None` if it cannot be.
    pub fn of_text(attribute: &Attribute, text: &str) -> Option<Self> {
        prepare_text(attribute, text).map(|bytes| Self(bytes.into_owned()))
    }

    /// The key of a literal of a filter, or `None` for null or one of the wrong type.
    pub(crate) fn of_literal(attribute: &Attribute, literal: &Literal) -> Option<Self> {
        match literal {
            Literal::Null => None,
            Literal::Boolean(value) => {
                prepare_boolean(attribute, *value).map(|bytes| Self(bytes.into_owned()))
            }
            Literal::Number(value) => {
                prepare_number(attribute, value).map(|bytes| Self(bytes.into_owned()))
            }
            Literal::String(text) => Self::of_text(attribute, text),
        }
    }

    /// The bytes, for an index.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes, for an index.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

/// The bytes of the key. Most texts are their own key and cost nothing.
pub(crate) fn prepare<'v>(attribute: &Attribute, value: &'v Value) -> Option<Cow<'v, [u8]>> {
    match value {
        Value::String(text) => prepare_text(attribute, text),
        Value::Bool(value) => prepare_boolean(attribute, *value),
        Value::Number(value) => prepare_number(attribute, value),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Whether the key of the value is this one: without making it, where the value is plain ASCII.
pub(crate) fn equals(attribute: &Attribute, value: &Value, key: &Key) -> bool {
    match value {
        Value::String(text)
            if attribute.kind == AttributeType::String
                && !attribute.case_exact
                && text.is_ascii() =>
        {
            text.as_bytes().eq_ignore_ascii_case(key.as_bytes())
        }
        _ => prepare(attribute, value).is_some_and(|bytes| *bytes == *key.as_bytes()),
    }
}

fn prepare_text<'v>(attribute: &Attribute, text: &'v str) -> Option<Cow<'v, [u8]>> {
    match attribute.kind {
        AttributeType::String | AttributeType::Reference | AttributeType::Binary => {
            Some(match text::prepared(attribute, text) {
                Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
                Cow::Owned(text) => Cow::Owned(text.into_bytes()),
            })
        }
        AttributeType::DateTime => datetime::parse(text).map(instant),
        AttributeType::Boolean
        | AttributeType::Decimal
        | AttributeType::Integer
        | AttributeType::Complex => None,
    }
}

fn prepare_boolean(attribute: &Attribute, value: bool) -> Option<Cow<'static, [u8]>> {
    let bytes: &[u8] = if value { &[1] } else { &[0] };
    (attribute.kind == AttributeType::Boolean).then_some(Cow::Borrowed(bytes))
}

fn prepare_number(attribute: &Attribute, value: &Number) -> Option<Cow<'static, [u8]>> {
    matches!(attribute.kind, AttributeType::Integer | AttributeType::Decimal)
        .then(|| Cow::Owned(number::key(value)))
}

/// Seconds with the sign bit turned over and the nanoseconds after them, so that bytes order as
/// instants do.
fn instant(at: Timestamp) -> Cow<'static, [u8]> {
    const SECOND: i128 = 1_000_000_000;
    let nanoseconds = at.as_nanosecond();
    let seconds = i64::try_from(nanoseconds.div_euclid(SECOND)).unwrap_or_default();
    let fraction = u32::try_from(nanoseconds.rem_euclid(SECOND)).unwrap_or_default();
    let mut bytes = Vec::with_capacity(12);
    bytes.extend(number::sortable(seconds));
    bytes.extend(fraction.to_be_bytes());
    Cow::Owned(bytes)
}

#[cfg(test)]
mod tests;
