//! Users: one operation a file.

mod create;
mod delete;
mod draft;
mod mirror;
mod patch;
mod replace;
mod update;

pub(crate) use create::CreateUser;
pub(crate) use delete::DeleteUser;
pub(crate) use patch::PatchUser;
pub(crate) use replace::ReplaceUser;
