//! What an organization adds to the rules of one directory: extension schemas and indexes of its own.
//!
//! It is data: one document per directory, replaced whole under a revision that every key look-up brings
//! along, so that each process sees a change at the next request. A [`Customization`] and the profile it
//! is added to make the [`Profile`](crate::profile::Profile) that requests are decided by.

mod bounds;
mod document;
mod effective;
mod indexable;
mod path;
mod read;
mod refusal;
mod rules;
mod uniqueness;
mod urn;

pub use document::{CustomIndex, CustomSchema, CustomUnique, Customization, IndexState, OfType};
pub use path::AttributePath;
pub use refusal::Refusal;

pub(crate) use bounds::{MAX_INDEXES, MAX_SCHEMAS, check_count};
pub(crate) use effective::effective;
pub(crate) use indexable::indexable;
pub(crate) use read::read;
pub(crate) use rules::check;
pub(crate) use uniqueness::unique_paths;
