//! Message envelopes: ListResponse, PatchOp, Error (RFC 7644 §3.4.2, §3.5.2, §3.12).

use serde::Serialize;
use crate::ScimType;

/// The URN of a list answer.
pub const LIST_RESPONSE: &str = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
/// The URN of a PATCH request.
pub const PATCH_OP: &str = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
/// The URN of an error answer.
pub const ERROR: &str = "urn:ietf:params:scim:api:messages:2.0:Error";

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
    /// An error of that status, keyword and text.
    pub fn new(status: u16, scim_type: Option<ScimType>, detail: impl Into<String>) -> Self {
        Self { schemas: [ERROR], status: status.to_string(), scim_type: scim_type.map(ScimType::as_str), detail: detail.into() }
    }
}
