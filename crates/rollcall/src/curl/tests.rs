use serde_json::json;

use super::command;

#[test]
fn a_read_needs_no_more_than_url_and_key() {
    assert_eq!(
        command("GET", "http://h/Users/7", "rc_1", None, "  "),
        "  curl http://h/Users/7 \\\n    -H 'Authorization: Bearer rc_1'\n"
    );
}

#[test]
fn a_body_is_quoted_for_the_shell() {
    assert_eq!(
        command("PATCH", "http://h/Users?a=b", "rc_1", Some(&json!({"name": "O'Hara"})), ""),
        "curl -X PATCH 'http://h/Users?a=b' \\\n  \
           -H 'Authorization: Bearer rc_1' \\\n  \
           -H 'Content-Type: application/scim+json' \\\n  \
           -d '{\"name\":\"O'\\''Hara\"}'\n"
    );
}
