//! Pages for people: rendered here, from compiled templates, to be read without a script and with any width, light or
//! dark. They show nothing of any directory to those who have no key.

pub(crate) mod assets;
mod field;
mod form;
mod frame;
pub(crate) mod home;
pub(crate) mod json;
pub(crate) mod origin;
mod page;
pub(crate) mod refusal;
mod shell;
mod visit;

pub(crate) use field::{Field, written};
pub(crate) use form::Form;
pub(crate) use frame::frame_height;
pub(crate) use page::{Embedding, page};
pub(crate) use shell::{Section, Shell};
pub(crate) use visit::{Visit, json_answer};
