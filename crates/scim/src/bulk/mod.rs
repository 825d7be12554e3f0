//! Bulk messages (RFC 7644 §3.7): many operations in one request, and an answer for each.
//!
//! Here is what the messages say. What the operations do, and in which order, is the service's.

mod reference;
mod request;
mod response;
mod size;

pub use reference::{Form, Mention, attributes, in_path, operations};
pub use request::{BulkError, BulkOperation, BulkRequest, Method, patch_message};
pub use response::{BulkResponse, OperationResponse};
pub use size::least_bytes;

#[cfg(test)]
mod tests;
