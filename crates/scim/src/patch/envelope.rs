//! The message of a PATCH (RFC 7644 §3.5.2), opened but not yet understood.

use serde_json::{Map, Value};

use super::{Operation, PatchError};
use crate::envelope::{is, take};
use crate::message::PATCH_OP;
use crate::{Limits, Tolerances};

/// One member of `Operations`.
#[derive(Debug)]
pub(super) struct Request {
    /// Its place in the message, from 0.
    pub(super) index: usize,
    pub(super) operation: Operation,
    pub(super) path: Option<String>,
    /// `None` if there is no such member; `null` is a value.
    pub(super) value: Option<Value>,
}

/// Opens the envelope. `op` may be in any case (Entra ID); members the RFC does not define are ignored.
pub(super) fn open(
    mut body: Map<String, Value>,
    tolerances: &Tolerances,
    limits: &Limits,
) -> Result<Vec<Request>, PatchError> {
    if !is(PATCH_OP, take(&mut body, "schemas").as_ref(), tolerances) {
        return Err(envelope(format!(
            "the `schemas` of a PATCH must be an array with `{PATCH_OP}`"
        )));
    }
    let Some(Value::Array(operations)) = take(&mut body, "Operations") else {
        return Err(envelope("a PATCH needs `Operations`, an array of operations".to_owned()));
    };
    match operations.len() {
        0 => return Err(envelope("`Operations` must hold at least one operation".to_owned())),
        count if count > limits.patch_operations => {
            return Err(PatchError::TooMany { count, limit: limits.patch_operations });
        }
        _ => {}
    }
    operations.into_iter().enumerate().map(|(index, operation)| request(index, operation)).collect()
}

fn request(index: usize, operation: Value) -> Result<Request, PatchError> {
    let malformed = |problem: &str| PatchError::Malformed { index, problem: problem.to_owned() };
    let Value::Object(mut members) = operation else {
        return Err(malformed("must be an object with `op`, `path` and `value`"));
    };
    let operation = take(&mut members, "op")
        .as_ref()
        .and_then(Value::as_str)
        .and_then(verb)
        .ok_or_else(|| malformed("`op` must be \"add\", \"remove\" or \"replace\""))?;
    let path = match take(&mut members, "path") {
        None | Some(Value::Null) => None,
        Some(Value::String(path)) => Some(path).filter(|path| !path.is_empty()),
        Some(_) => return Err(malformed("`path` must be a string")),
    };
    Ok(Request { index, operation, path, value: take(&mut members, "value") })
}

fn verb(op: &str) -> Option<Operation> {
    match op.to_ascii_lowercase().as_str() {
        "add" => Some(Operation::Add),
        "remove" => Some(Operation::Remove),
        "replace" => Some(Operation::Replace),
        _ => None,
    }
}

fn envelope(problem: String) -> PatchError {
    PatchError::Envelope { problem }
}
