//! PATCH (RFC 7644 §3.5.2): an envelope of operations, resolved into simple steps, applied in order
//! and all or none.
//!
//! The two halves are separate so that a service can treat one attribute in its own way (a group's
//! members are rows, not an array): it takes those steps out and applies the rest.

mod apply;
mod budget;
mod create;
mod elements;
mod envelope;
mod extension;
mod multi_valued;
mod parts;
mod read;
mod step;
mod whole;

pub use apply::apply;
pub use read::read;

use serde_json::Value;

use crate::ScimType;
use crate::path::{Path, PathError};
use crate::resource::ResourceError;

/// What an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// RFC 7644 §3.5.2.1
    Add,
    /// RFC 7644 §3.5.2.2
    Remove,
    /// RFC 7644 §3.5.2.3
    Replace,
}

/// One operation on one path. A path-less operation has become one step for each attribute in its
/// value.
#[derive(Clone, Debug, PartialEq)]
pub struct Step<'t> {
    /// What to do.
    pub operation: Operation,
    /// Where.
    pub path: Path<'t>,
    /// With what: already of the attribute's type and in canonical names. `None` for a `remove`
    /// without one. `Value::Null` means unassign, also as a part of a complex value that is to be
    /// merged. For a multi-valued attribute without a filter it is an array, also in a `remove`, which
    /// then means the elements listed and no others.
    pub value: Option<Value>,
    /// The operation of the request this came from, counted from 0, for messages.
    pub index: usize,
}

/// Why a PATCH is refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PatchError {
    /// The envelope is not that of a PATCH.
    #[error("{problem}")]
    Envelope {
        /// What is wrong with it.
        problem: String,
    },
    /// Too many operations.
    #[error("the PATCH has {count} operations; at most {limit} are accepted")]
    TooMany {
        /// How many there are.
        count: usize,
        /// How many there may be.
        limit: usize,
    },
    /// The operations have too many elements to look at; a long one counts as several, and so does one that is
    /// held against a long filter.
    #[error(
        "operation {}: the operations so far go through more than {limit} elements; \
         send fewer of them in one request",
        index + 1
    )]
    TooCostly {
        /// Which, from 0.
        index: usize,
        /// How many elements there may be, those of each operation added up.
        limit: usize,
    },
    /// The path of an operation is wrong.
    #[error("operation {}: {source}", index + 1)]
    Path {
        /// Which, from 0.
        index: usize,
        /// What is wrong with it.
        source: PathError,
    },
    /// The value of an operation is wrong, or the resource would be after it.
    #[error("operation {}: {source}", index + 1)]
    Value {
        /// Which, from 0.
        index: usize,
        /// What is wrong with it.
        source: ResourceError,
    },
    /// The operation is malformed.
    #[error("operation {}: {problem}", index + 1)]
    Malformed {
        /// Which, from 0.
        index: usize,
        /// What is wrong with it.
        problem: String,
    },
    /// A `remove` that does not say what.
    #[error("operation {}: `remove` needs a `path`", index + 1)]
    NoPath {
        /// Which, from 0.
        index: usize,
    },
    /// The path selects nothing.
    #[error("operation {}: `{path}` selects nothing to {verb}", index + 1)]
    NoTarget {
        /// Which, from 0.
        index: usize,
        /// The path.
        path: String,
        /// "add" or "replace".
        verb: &'static str,
    },
    /// The attribute may not be changed so.
    #[error("operation {}: `{path}` {problem}", index + 1)]
    Mutability {
        /// Which, from 0.
        index: usize,
        /// The path.
        path: String,
        /// "is read-only", "is required and cannot be removed", "cannot be changed once it is set".
        problem: &'static str,
    },
}

impl PatchError {
    /// The keyword for it.
    pub fn scim_type(&self) -> ScimType {
        match self {
            Self::Envelope { .. } | Self::Malformed { .. } => ScimType::InvalidSyntax,
            Self::TooMany { .. } | Self::TooCostly { .. } => ScimType::TooMany,
            Self::Path { source: PathError::Filter { .. }, .. } => ScimType::InvalidFilter,
            Self::Path { .. } => ScimType::InvalidPath,
            Self::Value { source, .. } => source.scim_type(),
            Self::NoPath { .. } | Self::NoTarget { .. } => ScimType::NoTarget,
            Self::Mutability { .. } => ScimType::Mutability,
        }
    }
}
