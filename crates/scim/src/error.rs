//! What can be wrong with a SCIM request, in the vocabulary of RFC 7644 §3.12.

use crate::{
    bulk::BulkError, filter::FilterError, json::JsonError, patch::PatchError, path::PathError,
};
use crate::{projection::ProjectionError, resource::ResourceError, search::SearchError};

/// The `scimType` keywords of RFC 7644 §3.12, table 9.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScimType {
    /// The filter is malformed, or the attribute and operator do not go together.
    InvalidFilter,
    /// The filter would yield, or cost, more than the server is willing to do.
    TooMany,
    /// A value that must be unique is already in use.
    Uniqueness,
    /// The attribute may not be changed in this way.
    Mutability,
    /// The body is not JSON, or not of the shape the message schema demands.
    InvalidSyntax,
    /// The PATCH path is malformed or names nothing in the schema.
    InvalidPath,
    /// The PATCH path selects no value to operate on.
    NoTarget,
    /// A required value is missing, or a value is of the wrong type.
    InvalidValue,
    /// The protocol version is not supported.
    InvalidVers,
    /// The request must not carry personal data in its URI.
    Sensitive,
    /// The cursor is not one of the query (RFC 9865).
    InvalidCursor,
    /// The cursor has waited too long (RFC 9865).
    ExpiredCursor,
    /// `count` is not what it was on the first page (RFC 9865).
    InvalidCount,
}

impl ScimType {
    /// The keyword as it stands on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidFilter => "invalidFilter",
            Self::TooMany => "tooMany",
            Self::Uniqueness => "uniqueness",
            Self::Mutability => "mutability",
            Self::InvalidSyntax => "invalidSyntax",
            Self::InvalidPath => "invalidPath",
            Self::NoTarget => "noTarget",
            Self::InvalidValue => "invalidValue",
            Self::InvalidVers => "invalidVers",
            Self::Sensitive => "sensitive",
            Self::InvalidCursor => "invalidCursor",
            Self::ExpiredCursor => "expiredCursor",
            Self::InvalidCount => "invalidCount",
        }
    }
}

/// Any reason this crate refuses a request. Its text is meant for the client: it names the input,
/// the place and the remedy, and holds nothing of the server.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// The body is not acceptable JSON.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// The resource does not fit its schema.
    #[error(transparent)]
    Resource(#[from] ResourceError),
    /// The attribute path cannot be parsed or resolved.
    #[error(transparent)]
    Path(#[from] PathError),
    /// The filter cannot be parsed or resolved.
    #[error(transparent)]
    Filter(#[from] FilterError),
    /// The PATCH cannot be applied.
    #[error(transparent)]
    Patch(#[from] PatchError),
    /// `attributes` and `excludedAttributes` cannot be honoured.
    #[error(transparent)]
    Projection(#[from] ProjectionError),
    /// The bulk request is not understood.
    #[error(transparent)]
    Bulk(#[from] BulkError),
    /// The query by POST is not understood.
    #[error(transparent)]
    Search(#[from] SearchError),
}

impl Error {
    /// The keyword to send. The HTTP status of each is 400.
    pub fn scim_type(&self) -> ScimType {
        match self {
            Self::Json(_) | Self::Bulk(_) => ScimType::InvalidSyntax,
            Self::Resource(error) => error.scim_type(),
            Self::Path(_) => ScimType::InvalidPath,
            Self::Filter(_) => ScimType::InvalidFilter,
            Self::Patch(error) => error.scim_type(),
            Self::Projection(_) => ScimType::InvalidValue,
            Self::Search(error) => error.scim_type(),
        }
    }
}
