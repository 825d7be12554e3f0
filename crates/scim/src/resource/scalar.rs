//! The simple types (RFC 7643 §2.3), strictly, and the one leniency about them.

use serde_json::Value;

use crate::schema::{Attribute, AttributeType};
use crate::{Tolerances, datetime};

/// The value in canonical form, `Null` if it is unassigned, or back as it came if it is not of the type.
///
/// An empty string is unassigned: clients that cannot send null clear a value with it.
pub(crate) fn read(
    attribute: &Attribute,
    value: Value,
    tolerances: &Tolerances,
) -> Result<Value, Value> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::String(text) => read_text(attribute.kind, text, tolerances).map_err(Value::String),
        value => match (attribute.kind, &value) {
            (AttributeType::Boolean, Value::Bool(_))
            | (AttributeType::Decimal, Value::Number(_)) => Ok(value),
            (AttributeType::Integer, Value::Number(number)) if !number.is_f64() => Ok(value),
            _ => Err(value),
        },
    }
}

fn read_text(kind: AttributeType, text: String, tolerances: &Tolerances) -> Result<Value, String> {
    let fits = match kind {
        AttributeType::String | AttributeType::Reference => true,
        AttributeType::DateTime => text.is_empty() || datetime::parse(&text).is_some(),
        AttributeType::Binary => is_base64(&text),
        AttributeType::Boolean if tolerances.string_booleans => return read_boolean(text),
        _ => false,
    };
    match (fits, text.is_empty()) {
        (true, true) => Ok(Value::Null),
        (true, false) => Ok(Value::String(text)),
        (false, _) => Err(text),
    }
}

fn read_boolean(text: String) -> Result<Value, String> {
    match text.as_str() {
        "" => Ok(Value::Null),
        _ if text.eq_ignore_ascii_case("true") => Ok(Value::Bool(true)),
        _ if text.eq_ignore_ascii_case("false") => Ok(Value::Bool(false)),
        _ => Err(text),
    }
}

/// RFC 4648 §4 or §5, the padding optional (RFC 7643 §2.3.6).
fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    let padded = padding == 0 || (padding <= 2 && text.len().is_multiple_of(4));
    let in_alphabet = |byte: u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte);
    padded && digits.len() % 4 != 1 && digits.bytes().all(in_alphabet)
}

/// What a value of the type looks like, in words.
pub(crate) fn expected(kind: AttributeType) -> &'static str {
    match kind {
        AttributeType::String => "a string",
        AttributeType::Boolean => "a boolean (true or false)",
        AttributeType::Decimal => "a number",
        AttributeType::Integer => "a whole number, without a fraction or an exponent",
        AttributeType::DateTime => "a date and time such as \"2026-01-31T12:00:00Z\"",
        AttributeType::Binary => "a string in base64",
        AttributeType::Reference => "a string with a URI",
        AttributeType::Complex => "an object",
    }
}
