//! The SCIM API: every handler admits the caller first, so that a stranger learns nothing but that a key is needed.

pub(crate) mod bulk;
mod conditions;
pub(crate) mod discovery;
pub(crate) mod members;
mod plan;
mod prefer;
pub(crate) mod queries;
pub(crate) mod refusals;
pub(crate) mod resources;
mod respond;
mod session;
pub(crate) mod target;
