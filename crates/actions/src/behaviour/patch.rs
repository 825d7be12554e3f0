//! Changing what is given, and nothing else (RFC 7644 §3.5.2).

use serde_json::{Value, json};

use crate::body::placed;
use crate::job::Job;
use crate::request::Request;
use crate::{Inputs, Parameter};

/// The parameter that names attributes to clear.
const REMOVE: &str = "remove";

/// The parameter that holds operations as the protocol writes them.
const OPERATIONS: &str = "operations";

/// The request: an operation for each input, then what is cleared, then what was written out.
pub(super) fn request(job: &Job<'_>) -> Request {
    let mut operations: Vec<Value> = placed(job.action, job.inputs.values())
        .map(|(parameter, value)| replace(parameter, value))
        .collect();
    operations.extend(clearing(job.inputs));
    match job.inputs.get(OPERATIONS) {
        Some(Value::Array(written)) => operations.extend(written.iter().cloned()),
        Some(one) => operations.push(one.clone()),
        None => {}
    }
    Request { body: Some(message(&operations)), ..job.request() }
}

/// The operation that gives an attribute the value of an input.
pub(super) fn replace(parameter: &Parameter, value: &Value) -> Value {
    json!({"op": "replace", "path": parameter.path(), "value": value})
}

fn clearing(inputs: &Inputs) -> impl Iterator<Item = Value> {
    let paths = inputs.get(REMOVE).and_then(Value::as_array).into_iter().flatten();
    paths.map(|path| json!({"op": "remove", "path": path}))
}

/// A `PatchOp` message.
pub(super) fn message(operations: &[Value]) -> Value {
    json!({"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": operations})
}
