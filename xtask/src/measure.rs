//! What the tasks that measure have in common: the machine, the load generator, and where the numbers are kept.

mod bench;
mod document;
mod figures;
mod machine;
mod setting;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use bench::{Load, Report, Server};
pub(crate) use document::{keep, kept};
pub(crate) use figures::{Cell, Figures, cells};
pub(crate) use machine::{Machine, kibibytes};
pub(crate) use setting::Setting;
pub(crate) use table::{count, number, precise, table};
