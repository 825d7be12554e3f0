//! Workflows on this machine: their files, their journal in the store, what carries their actions out, what happens in the
//! directories.

mod feed;
mod files;
mod hands;
mod journal;
mod runners;
mod serving;

pub(crate) use feed::StoreFeed;
pub(crate) use files::{Broken, find, in_folder, read_all};
pub(crate) use hands::operator;
pub(crate) use journal::StoreJournal;
pub(crate) use runners::Runners;
pub(crate) use serving::Automation;
