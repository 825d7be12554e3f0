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
    /// Reads an error. Services answer through gateways that know no SCIM, so any body will do.
    pub(crate) fn read(response: &HttpResponse) -> Self {
        let HttpResponse { status, headers, body: bytes } = response;
        let body: Value = serde_json::from_slice(bytes).unwrap_or_default();
        let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
        let detail = text("detail").or_else(|| text("message")).or_else(|| text("error"));
        let detail = detail.unwrap_or_else(|| String::from_utf8_lossy(bytes).trim().to_owned());
        let location = headers.get(LOCATION).and_then(|value| value.to_str().ok());
        Self {
            status: *status,
            scim_type: text("scimType"),
            detail,
            request_id: trace(headers, &body),
            retry_after: retry_after(headers),
            location: location.map(str::to_owned),
            body,
        }
    }
}
