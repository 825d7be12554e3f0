//! JSON from outside.

use std::collections::HashSet;

use scim::json::JsonError;
use serde_json::Value;

use crate::filter::check_message;
use crate::setting::Setting;

/// Bytes are an object exactly as `serde_json` reads one, or are refused for the reason given: the depth is
/// beyond the limit, a name stands twice, it is no object, it is no JSON.
pub fn json(data: &[u8]) {
    let (Setting { limits, .. }, bytes) = Setting::take(data);
    let limit = limits.json_depth;
    let theirs = serde_json::from_slice::<Value>(bytes);
    match scim::json::parse(bytes, limit) {
        Ok(members) => {
            let ours = Value::Object(members);
            assert!(depth(bytes) <= limit, "it is too deep");
            assert!(names_differ(&ours), "a name stands twice");
            let printed = ours.to_string();
            let again = scim::json::parse(printed.as_bytes(), limit).map(Value::Object);
            assert_eq!(again.as_ref(), Ok(&ours), "it does not print as itself");
            assert_eq!(theirs.ok(), Some(ours), "it is another value");
        }
        Err(error) => {
            check_message(bytes.len(), &error);
            match error {
                JsonError::Empty => assert!(bytes.trim_ascii().is_empty(), "it is not empty"),
                JsonError::TooDeep { .. } => assert!(depth(bytes) > limit, "it is not too deep"),
                JsonError::NotAnObject => {
                    assert!(theirs.is_ok_and(|value| !value.is_object()), "it is an object");
                }
                JsonError::Malformed { .. } => assert!(theirs.is_err(), "it is well formed"),
                JsonError::DuplicateKey { .. } => {}
            }
        }
    }
}

/// How deep the brackets nest, those within strings left out.
fn depth(bytes: &[u8]) -> usize {
    let (mut now, mut deepest, mut in_string, mut escaped) = (0_usize, 0, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => now += 1,
            b'}' | b']' => now = now.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(now);
    }
    deepest
}

fn names_differ(value: &Value) -> bool {
    match value {
        Value::Array(elements) => elements.iter().all(names_differ),
        Value::Object(members) => {
            let folded: HashSet<_> = members.keys().map(|name| name.to_ascii_lowercase()).collect();
            folded.len() == members.len() && members.values().all(names_differ)
        }
        _ => true,
    }
}
