//! A value as it leaves the language: JSON, of a bounded size.
//!
//! What an expression computes is paid for while it computes, but a list such as `[1] * 1000000000` is made when it is looked at,
//! and each step may put what another kept into one more list.

use minijinja::Value;
use minijinja::value::ValueKind;

use super::LONGEST;

/// How deep lists and maps may stand in each other.
const DEEPEST: usize = 64;

/// Why a value can't leave.
#[derive(Debug)]
pub(super) enum Refused {
    /// It is larger than an expression may compute.
    TooLong,
    /// Lists and maps stand too deep in each other.
    TooDeep,
    /// It is no value that JSON knows, or one that failed while it was made.
    Invalid(String),
}

/// The value as JSON.
pub(super) fn plain(value: &Value) -> Result<serde_json::Value, Refused> {
    let mut left = LONGEST;
    one(value, 0, &mut left)
}

fn one(value: &Value, depth: usize, left: &mut usize) -> Result<serde_json::Value, Refused> {
    if depth > DEEPEST {
        return Err(Refused::TooDeep);
    }
    pay(left, 1)?;
    match value.kind() {
        ValueKind::Seq | ValueKind::Iterable => {
            let elements = value.try_iter().map_err(invalid)?;
            elements.map(|element| one(&element, depth + 1, left)).collect()
        }
        ValueKind::Map => {
            let mut members = serde_json::Map::new();
            for key in value.try_iter().map_err(invalid)? {
                let name = key.to_string();
                pay(left, name.len())?;
                let member = value.get_item(&key).map_err(invalid)?;
                members.insert(name, one(&member, depth + 1, left)?);
            }
            Ok(members.into())
        }
        _ => {
            pay(left, value.as_str().map_or(0, str::len))?;
            serde_json::to_value(value).map_err(invalid)
        }
    }
}

fn pay(left: &mut usize, bytes: usize) -> Result<(), Refused> {
    *left = left.checked_sub(bytes).ok_or(Refused::TooLong)?;
    Ok(())
}

fn invalid(error: impl std::fmt::Display) -> Refused {
    Refused::Invalid(error.to_string())
}
