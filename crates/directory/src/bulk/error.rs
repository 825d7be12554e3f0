//! Why a bulk request, or one of its operations, is refused before it gets as far as the single request would.

use crate::error::Error;

/// Why a bulk request or an operation in it is refused. The text names the input and the remedy.
#[derive(Debug, thiserror::Error)]
pub enum BulkError {
    /// The request has too many operations (RFC 7644 §3.7.4).
    #[error(
        "the bulk request has {count} operations; at most {limit} are accepted (maxOperations)"
    )]
    TooManyOperations {
        /// How many it has.
        count: usize,
        /// How many it may have.
        limit: usize,
    },
    /// The data of one operation is larger than the body of a single request may be.
    #[error("the data of the operation is larger than the limit of {limit} bytes")]
    TooLarge {
        /// How many bytes it may have.
        limit: usize,
    },
    /// Not a method that a bulk request can have.
    #[error(
        "the method `{method}` can't be used in a bulk request; use POST, PUT, PATCH or DELETE"
    )]
    Method {
        /// As it was sent.
        method: String,
    },
    /// Not a path of users or groups, or not one for the method.
    #[error(
        "the path `{path}` can't be used for {method} in a bulk request; use /Users or /Groups for POST, and /Users/{{id}} or /Groups/{{id}} for the others"
    )]
    Path {
        /// As it was sent.
        path: String,
        /// The method.
        method: &'static str,
    },
    /// A POST without `bulkId`.
    #[error("a POST in a bulk request needs a `bulkId`, a name of its own in the request")]
    MissingId,
    /// No `data`, or data of the wrong type.
    #[error("{method} needs `data`, {expected}")]
    Data {
        /// The method.
        method: &'static str,
        /// What it must be.
        expected: &'static str,
    },
    /// `version` is no entity tag.
    #[error("the version `{version}` is no entity tag; send meta.version as it was received")]
    Version {
        /// As it was sent.
        version: String,
    },
    /// A reference to a name that no operation gives.
    #[error("bulkId:{name} can't be resolved: no POST of this request has that bulkId")]
    Unresolved {
        /// The name.
        name: String,
    },
    /// A reference to an operation that failed.
    #[error("bulkId:{name} can't be resolved: the operation of that bulkId failed")]
    FailedReference {
        /// The name.
        name: String,
    },
    /// Resources that refer to each other can't do so.
    #[error("the circular reference can't be made")]
    Circular {
        /// Why not.
        #[source]
        source: Box<Error>,
    },
}
