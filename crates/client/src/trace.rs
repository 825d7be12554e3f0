//! The id by which a service finds a request in its log.

use reqwest::header::HeaderMap;
use serde_json::Value;

/// The headers it comes in: Rollcall's and many others', Atlassian's, and Microsoft's.
const HEADERS: &[&str] = &["x-request-id", "atl-traceid", "x-trace-id", "request-id"];

/// The id the service gave a request, by its headers, or by the body of its error as Atlassian's gateway words it.
pub(crate) fn trace(headers: &HeaderMap, body: &Value) -> Option<String> {
    let header = HEADERS.iter().find_map(|name| headers.get(*name)?.to_str().ok());
    header.or_else(|| body.get("traceId")?.as_str()).map(str::to_owned)
}
