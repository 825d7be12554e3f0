//! By what a resource can be found without reading them all, and what of it must be unique.
//!
//! The numbers are kept in every store: they are never changed and never used again for something
//! else. Those from 1024 on belong to one directory: what its organization has added.

mod attributes;
mod place;
mod plan;
mod unique;

pub use attributes::{EMAIL, MAX_KEY, email, entries};
pub(crate) use attributes::{attribute_name, built_in, number_of};
pub(crate) use place::Place;
pub(crate) use plan::{Narrowed, narrow};
pub use unique::unique_keys;
pub(crate) use unique::{PRIMARY_EMAIL, custom_unique};
