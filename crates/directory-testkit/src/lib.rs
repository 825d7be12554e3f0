//! What the tests of a directory stand on.
//!
//! - [`build`]: users, groups, accounts, keys and changes, with ids and times that are the same on every run.
//! - [`model`]: a [`directory::store::Store`] in memory, written to be seen to be right: the measure of every other.
//! - [`suite`]: every behaviour a store owes, each written once. A store runs them all with one line of its
//!   tests, [`store_suite!`].

pub mod build;
pub mod model;
pub mod suite;

pub use model::ModelStore;
