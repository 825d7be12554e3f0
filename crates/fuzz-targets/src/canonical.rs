//! What holds of every resource that was read or patched.

use scim::{Resource, ResourceType, patch, resource};
use serde_json::{Map, Value, json};

use crate::Setting;

/// Fails unless the resource is canonical: nothing null or empty in it, at most one primary in each attribute;
/// its JSON reads as itself, to the letter of the RFCs; and a PATCH that says what is so changes nothing.
pub(crate) fn check(found: &Resource, of: &ResourceType) {
    for (name, value) in found.as_map() {
        assert!(is_canonical(value), "{name} is not canonical: {value}");
    }
    let text = Value::Object(found.as_map().clone()).to_string();
    let parsed = scim::json::parse(text.as_bytes(), 32);
    assert_eq!(parsed.as_ref(), Ok(found.as_map()), "its JSON is another value");
    let read = resource::read(found.as_map().clone(), of, &Setting::strictly());
    assert_eq!(read.as_ref(), Ok(found), "it is not read as itself");
    assert_eq!(resource::check_immutable(found, found, of), Ok(()), "it differs from itself");
    if resource::check_required(found, of).is_ok() {
        check_no_op(found, of);
    }
}

fn check_no_op(found: &Resource, of: &ResourceType) {
    let tolerances = scim::Tolerances::all();
    let limits = crate::setting::roomy();
    for op in ["add", "replace"] {
        let operations = json!([{"op": op, "value": found.as_map()}]);
        let message = Map::from_iter([("Operations".to_owned(), operations)]);
        let steps = patch::read(message, "own", of, &tolerances, &limits);
        let after = steps.and_then(|steps| patch::apply(found, &steps, of, &tolerances));
        assert_eq!(after.as_ref(), Ok(found), "{op}: what is so was changed");
    }
}

fn is_canonical(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(elements) => {
            let is_primary = |element: &&Value| element.get("primary") == Some(&Value::Bool(true));
            !elements.is_empty()
                && elements.iter().filter(is_primary).count() <= 1
                && elements.iter().all(is_canonical)
        }
        Value::Object(parts) => !parts.is_empty() && parts.values().all(is_canonical),
        Value::Bool(_) | Value::Number(_) => true,
    }
}
