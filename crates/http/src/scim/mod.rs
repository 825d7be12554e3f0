//! The SCIM API: every handler admits the caller first, so that a stranger learns nothing but that a key is needed.

pub(crate) mod discovery;
mod prefer;
pub(crate) mod refusals;
pub(crate) mod resources;
mod respond;
mod session;
