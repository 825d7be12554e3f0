//! Message envelopes: lists, PATCH requests, errors (RFC 7644 §3.4.2, §3.5.2, §3.12).

#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::ScimType;

/// The URN of a list answer.
pub const LIST_RESPONSE: &str = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
/// The URN of a PATCH request.
pub const PATCH_OP: &str = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
/// The URN of a query by POST (RFC 7644 §3.4.3).
pub const SEARCH_REQUEST: &str = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";
/// The URN of a bulk request (RFC 7644 §3.7).
pub const BULK_REQUEST: &str = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
/// The URN of the answer to one.
pub const BULK_RESPONSE: &str = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";
/// The URN of an error answer.
pub const ERROR: &str = "urn:ietf:params:scim:api:messages:2.0:Error";

/// A page of resources (RFC 7644 §3.4.2). The counts are always sent, though the RFC would let some go: typed
/// clients want them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListResponse<R> {
    schemas: [&'static str; 1],
    total_results: u64,
    start_index: u64,
    items_per_page: usize,
    #[serde(rename = "Resources")]
    resources: Vec<R>,
}

impl<R> ListResponse<R> {
    /// The resources of one page: of `total_results` that match, those from `start_index` on, counted from 1.
    pub fn new(total_results: u64, start_index: u64, resources: Vec<R>) -> Self {
        let items_per_page = resources.len();
        Self { schemas: [LIST_RESPONSE], total_results, start_index, items_per_page, resources }
    }
}

/// An error answer (RFC 7644 §3.12).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ErrorMessage {
    schemas: [&'static str; 1],
    status: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    scim_type: Option<&'static str>,
    detail: String,
}

impl ErrorMessage {
    /// An error of that HTTP status, keyword and text. On the wire the status is a string.
    pub fn new(status: u16, scim_type: Option<ScimType>, detail: impl Into<String>) -> Self {
        Self {
            schemas: [ERROR],
            status: status.to_string(),
            scim_type: scim_type.map(ScimType::as_str),
            detail: detail.into(),
        }
    }
}
