//! The answer to a bulk request.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::message::BULK_RESPONSE;

/// The answer: one member for each operation that was processed (RFC 7644 §3.7).
#[derive(Debug, Serialize)]
pub struct BulkResponse {
    schemas: [&'static str; 1],
    #[serde(rename = "Operations")]
    operations: Vec<OperationResponse>,
}

impl BulkResponse {
    /// The answer with these operations.
    pub fn new(operations: Vec<OperationResponse>) -> Self {
        Self { schemas: [BULK_RESPONSE], operations }
    }
}

/// How one operation ended (RFC 7644 §3.7, §3.7.3).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OperationResponse {
    /// The method, as the request has it.
    pub method: String,
    /// The `bulkId`, as the request has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bulk_id: Option<String>,
    /// The `ETag` of the resource as it is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The URL of the resource; none for a POST that failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// The HTTP status, as a string.
    pub status: String,
    /// The error, if it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<Box<RawValue>>,
}
