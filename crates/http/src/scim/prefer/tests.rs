use super::*;

fn prefers(values: &[&'static str]) -> bool {
    asks_minimal(&values.iter().map(|value| (PREFER, HeaderValue::from_static(value))).collect())
}

#[test]
fn minimal_is_heard() {
    assert!(prefers(&["return=minimal"]));
    assert!(prefers(&["respond-async, Return = \"minimal\"; foo=bar"]));
    assert!(prefers(&["wait=10", "return=minimal"]));
}

#[test]
fn anything_else_is_not_minimal() {
    assert!(!prefers(&[]));
    assert!(!prefers(&["return=representation"]));
    assert!(!prefers(&["return=representation, return=minimal"]));
    assert!(!prefers(&["minimal"]));
    assert!(!prefers(&["handling=strict; return=minimal"]));
}
