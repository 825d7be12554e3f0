//! What the messages of clients have in common: names in any case, and `schemas` that says which message it is
//! (RFC 7644 §3.1).

use serde_json::{Map, Value};

use crate::Tolerances;

/// Takes a member out of a message. Its name may be in any case (Atlassian documents `operations`).
pub(crate) fn take(members: &mut Map<String, Value>, name: &str) -> Option<Value> {
    let key = members.keys().find(|key| key.eq_ignore_ascii_case(name))?.clone();
    members.remove(&key)
}

/// Whether `schemas` says that it is the message of this URN.
pub(crate) fn is(urn: &str, schemas: Option<&Value>, tolerances: &Tolerances) -> bool {
    let is_it = |name: &Value| name.as_str().is_some_and(|name| name.eq_ignore_ascii_case(urn));
    match schemas {
        None | Some(Value::Null) => tolerances.missing_schemas,
        Some(Value::Array(names)) if names.iter().any(is_it) => true,
        Some(Value::Array(names)) => {
            tolerances.missing_schemas && (names.is_empty() || tolerances.unknown_schemas)
        }
        Some(name) => tolerances.single_for_array && is_it(name),
    }
}
