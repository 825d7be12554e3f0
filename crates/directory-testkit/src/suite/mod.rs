//! Every behaviour a store owes, each written once, as a test that any store can run.
//!
//! ```text
//! async fn make_store() -> (TempDir, Arc<dyn Store>) { … }
//!
//! directory_testkit::store_suite!(make_store);
//! ```
//!
//! makes one `#[test]` of each. A behaviour starts in a [`world`] of two organizations, one of which has two
//! directories, and ends with a look at [`Store::integrity`](directory::store::Store::integrity), which must find nothing.
//!
//! To add one, write it in the file of its subject in `behaviour/` and name it in `list.rs`; the compiler tells of
//! one that isn't named there.

mod answers;
mod behaviour;
mod list;
mod run;
mod twins;
mod universe;
pub mod walk;
mod world;

crate::behaviours!(@each runners []);
