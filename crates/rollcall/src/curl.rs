//! Requests as curl commands, for people to copy.

use std::fmt::Write as _;

use serde_json::Value;

use crate::shell::quoted;

/// The command that sends a request, on lines of their own with an indent. It works as it stands, so the key in
/// it is the whole key.
pub(crate) fn command(
    method: &str,
    url: &str,
    key: &str,
    body: Option<&Value>,
    indent: &str,
) -> String {
    let mut text = format!("{indent}curl ");
    // curl itself chooses GET without a body and POST with one.
    if !matches!((method, body), ("GET", None) | ("POST", Some(_))) {
        let _ = write!(text, "-X {method} ");
    }
    let _ = write!(text, "{}", quoted(url));
    let header = |text: &mut String, value: &str| {
        let _ = write!(text, " \\\n{indent}  -H {}", quoted(value));
    };
    header(&mut text, &format!("Authorization: Bearer {key}"));
    if let Some(body) = body {
        header(&mut text, "Content-Type: application/scim+json");
        let _ = write!(text, " \\\n{indent}  -d {}", quoted(&body.to_string()));
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests;
