//! Groups: one operation a file. Members are rows, never an array in the group.

mod create;
mod delete;
mod draft;
mod members;
mod membership_error;
mod nesting;
mod patch;
mod replace;
mod update;

pub(crate) use create::CreateGroup;
pub(crate) use delete::DeleteGroup;
pub(crate) use members::by_id;
pub use membership_error::{Chain, MembershipError};
pub(crate) use patch::PatchGroup;
pub(crate) use replace::ReplaceGroup;
