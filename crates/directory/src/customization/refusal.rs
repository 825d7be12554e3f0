//! Why something can't be added to a directory, or taken away.

use scim::path::PathError;
use scim::schema::SchemaError;

use crate::model::Kind;

/// Any reason a schema or an index of the organization's own is refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// The profile has what it is compatible with, and no more.
    #[error(
        "a directory of the profile `{profile}` has exactly the schemas and indexes of what it stands for; \
         create a directory of another profile to add some"
    )]
    Off {
        /// The name of the profile.
        profile: &'static str,
    },
    /// The document is no schema: something in it is of the wrong form.
    #[error("{place}: {problem}")]
    Document {
        /// Where: `attributes[2].mutability`, or a line and a column.
        place: String,
        /// What is wrong there, and what is expected.
        problem: String,
    },
    /// The schema breaks a rule of RFC 7643.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// The URN is another's.
    #[error(
        "`{urn}` {why}; give the schema a URN of your own, like `urn:example:params:scim:2.0:User`"
    )]
    Urn {
        /// The URN.
        urn: String,
        /// Whose it is.
        why: String,
    },
    /// Too much of something.
    #[error("{what}: {count} where at most {limit} are accepted")]
    TooMuch {
        /// Of what, and where.
        what: String,
        /// How much there is.
        count: usize,
        /// How much there may be.
        limit: usize,
    },
    /// The extension can't be made required: what is there does not have it.
    #[error(
        "`{urn}` can't be required: {count} {kind}s of the directory don't have it; \
         add it without being required, or before there are {kind}s"
    )]
    RequiredTooLate {
        /// The URN of the extension.
        urn: String,
        /// Of what type.
        kind: Kind,
        /// How many there are.
        count: u64,
    },
    /// Resources have values of it.
    #[error("{count} {kind}s have values of `{urn}`; remove the values first")]
    InUse {
        /// The URN of the extension.
        urn: String,
        /// Of what type.
        kind: Kind,
        /// How many.
        count: u64,
    },
    /// An index needs it.
    #[error("there is an index on `{path}`; remove the index first")]
    SchemaIndexed {
        /// The attribute.
        path: String,
    },
    /// No schema of that URN was added.
    #[error("no schema `{urn}` was added to the directory")]
    UnknownSchema {
        /// The URN as it was given.
        urn: String,
    },
    /// The attribute path is none.
    #[error(transparent)]
    Path(#[from] PathError),
    /// The attribute can't have an index.
    #[error("`{path}` can't be indexed: {why}")]
    NotIndexable {
        /// The attribute.
        path: String,
        /// Why not, and what to do.
        why: String,
    },
    /// It has an index.
    #[error("`{path}` is indexed already")]
    Indexed {
        /// The attribute.
        path: String,
    },
    /// It has none.
    #[error("no index on `{path}` was added to the directory")]
    UnknownIndex {
        /// The attribute.
        path: String,
    },
    /// The index was removed while it was built.
    #[error("the index on `{path}` was removed while it was built")]
    RemovedMeanwhile {
        /// The attribute.
        path: String,
    },
    /// The directory has had as many indexes and unique attributes as it can.
    #[error(
        "the directory has had as many indexes and unique attributes as a directory can have in its life; \
         create another directory"
    )]
    NumbersUsedUp,
}
