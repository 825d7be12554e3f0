//! What a service says when it refuses (RFC 7644 §3.12).

use std::time::Duration;

use reqwest::header::LOCATION;
use serde_json::Value;

use crate::HttpResponse;
use crate::retry::retry_after;
use crate::trace::trace;

/// A request that was refused.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{status}{}: {detail}", .scim_type.as_ref().map(|keyword| format!(" {keyword}")).unwrap_or_default())]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The keyword, if the service sent one: `uniqueness`.
    pub scim_type: Option<String>,
    /// Why, in the service's words.
    pub detail: String,
    /// The id the service gave the request, to look it up in its log.
    pub request_id: Option<String>,
    /// How long the service asks to wait before the next request.
    pub retry_after: Option<Duration>,
    /// Where the service says to go instead.
    pub location: Option<String>,
    /// The whole body; null if it was not JSON.
    pub body: Value,
}

impl Refusal {
    /// Reads an error. No service shall make us show the key that it was asked with. Services answer through gateways that know no SCIM, so any body will do.
    pub(crate) fn read(response: &HttpResponse, key: &[u8]) -> Self {
        let HttpResponse { status, headers, body: bytes } = response;
        let bytes = &without(bytes, key);
        let body: Value = serde_json::from_slice(bytes).unwrap_or_default();
        let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
        let detail = text("detail").or_else(|| text("message")).or_else(|| text("error"));
        let detail = detail.unwrap_or_else(|| beginning(&String::from_utf8_lossy(bytes)));
        let location = headers.get(LOCATION).and_then(|value| value.to_str().ok());
        Self {
            status: *status,
            scim_type: text("scimType"),
            // It goes to terminals and logs.
            detail: detail.replace(|c: char| c.is_control(), " "),
            request_id: trace(headers, &body),
            retry_after: retry_after(headers),
            location: location.map(str::to_owned),
            body,
        }
    }
}

/// The longest beginning that is shown of a body that is no JSON.
const BEGINNING: usize = 300;

/// The beginning of a text in one line: a gateway's error may be a whole page.
fn beginning(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(BEGINNING) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

/// The shortest key that is looked for in what a service says: a shorter one would be found in ordinary words.
const SHORTEST_KEY: usize = 8;

/// Bytes with asterisks for every occurrence of a secret.
fn without(bytes: &[u8], secret: &[u8]) -> Vec<u8> {
    if secret.len() < SHORTEST_KEY {
        return bytes.to_vec();
    }
    let mut masked = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&first, behind)) = rest.split_first() {
        if let Some(behind) = rest.strip_prefix(secret) {
            masked.extend_from_slice(b"***");
            rest = behind;
        } else {
            masked.push(first);
            rest = behind;
        }
    }
    masked
}
