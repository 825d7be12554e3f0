//! Workflows on this machine: their files, their journal in the store, what carries their actions out, what happens in the
//! directories.

mod feed;
mod files;
mod journal;
mod runners;

pub(crate) use feed::StoreFeed;
pub(crate) use files::{in_folder, read};
pub(crate) use journal::StoreJournal;
pub(crate) use runners::Runners;
