//! By what a resource can be found without reading them all, and what of it must be unique.
//!
//! The numbers are kept in every store: they are never changed and never used again for something
//! else.

mod attributes;
mod plan;
mod unique;

pub use attributes::{EMAIL, MAX_KEY, email, entries};
pub(crate) use attributes::{attribute_name, number_of};
pub(crate) use plan::{Narrowed, narrow};
pub(crate) use unique::PRIMARY_EMAIL;
pub use unique::unique_keys;
