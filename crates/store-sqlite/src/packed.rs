//! What takes less space in a column than it would as it is.

pub(crate) mod ids;
mod keys;

pub(crate) use keys::Keys;

/// A blob is not what this program writes.
#[derive(Debug, thiserror::Error)]
#[error("packed {0} are damaged")]
pub(crate) struct Damaged(&'static str);
