//! The actions: a page and an endpoint each, made from its one definition.

pub(crate) mod ending;
mod examples;
mod field;
pub(crate) mod holder;
pub(crate) mod index;
pub(crate) mod run;
mod sheet;
pub(crate) mod show;
pub(crate) mod submission;
