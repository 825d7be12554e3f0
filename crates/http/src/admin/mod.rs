//! The administration API of user provisioning (`/admin/user-provisioning/v1`), by the organization's key.

pub(crate) mod links;
pub(crate) mod refusals;
mod session;
