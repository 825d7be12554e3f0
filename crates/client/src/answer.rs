//! What a service answers.

use reqwest::header::{ETAG, HeaderMap, LOCATION};
use serde_json::Value;

use crate::trace::trace;

/// A request that was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The HTTP status: 200 to 299, or 304 if the version asked for is still the one.
    pub status: u16,
    /// The `Location` header: the URL of a new resource.
    pub location: Option<String>,
    /// The `ETag` header: the version of the resource (RFC 7644 §3.14).
    pub etag: Option<String>,
    /// What else the change has done, in Rollcall's words: a link that was broken, memberships that ended.
    pub notices: Vec<String>,
    /// The id the service gave the request, to look it up in its log.
    pub request_id: Option<String>,
    /// The JSON body; null if there was none (RFC 7644 §3.6).
    pub body: Value,
}

impl Answer {
    /// The `id` of the resource.
    pub fn id(&self) -> Option<&str> {
        self.body.get("id")?.as_str()
    }

    pub(crate) fn new(status: u16, headers: &HeaderMap, body: Value) -> Self {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let notices = headers.get_all("rollcall-notice").iter();
        Self {
            status,
            location: text(LOCATION).map(str::to_owned),
            etag: text(ETAG).map(str::to_owned),
            notices: notices.filter_map(|value| value.to_str().ok()).map(str::to_owned).collect(),
            request_id: trace(headers, &body),
            body,
        }
    }
}
