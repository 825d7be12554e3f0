//! What a service answers.

use serde_json::Value;

/// A request that was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The HTTP status, 200 to 299.
    pub status: u16,
    /// The `Location` header: the URL of a new resource.
    pub location: Option<String>,
    /// The JSON body; null if there was none (RFC 7644 §3.6).
    pub body: Value,
}

impl Answer {
    /// The `id` of the resource.
    pub fn id(&self) -> Option<&str> {
        self.body.get("id")?.as_str()
    }
}

/// A request that was refused (RFC 7644 §3.12).
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{status}{}: {detail}", .scim_type.as_ref().map(|keyword| format!(" {keyword}")).unwrap_or_default())]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The keyword, if the service sent one: `uniqueness`.
    pub scim_type: Option<String>,
    /// Why, in the service's words.
    pub detail: String,
    /// The whole body; null if it was not JSON.
    pub body: Value,
}

impl Refusal {
    /// Reads the body of an error. Services answer through gateways that know no SCIM, so any body will do.
    pub(crate) fn read(status: u16, bytes: &[u8]) -> Self {
        let body: Value = serde_json::from_slice(bytes).unwrap_or_default();
        let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
        let detail = text("detail").or_else(|| text("message")).or_else(|| text("error"));
        let detail = detail.unwrap_or_else(|| String::from_utf8_lossy(bytes).trim().to_owned());
        Self { status, scim_type: text("scimType"), detail, body }
    }
}
