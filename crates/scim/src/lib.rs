//! The SCIM 2.0 protocol, as values and pure functions.
//!
//! Everything RFC 7643 and RFC 7644 say about the *meaning* of a request lives here: schemas as
//! data, attribute paths, filters, PATCH, projection and the message envelopes. Nothing here does
//! I/O, waits, reads a clock or draws a random number, so every rule can be tested as a function.
//!
//! A walk through the crate, in the order a request meets it:
//!
//! 1. [`json::parse`] turns bytes into a value, within bounds and without duplicate keys.
//! 2. [`resource::read`] holds it against a [`ResourceType`]: canonical names, checked types.
//! 3. [`Path`], [`Filter`] and [`patch`] are the three little languages of RFC 7644.
//! 4. [`projection`] decides what of a resource is sent (`attributes`, `returned`).
//! 5. [`message`] wraps the answer.
//!
//! What real clients send against or beyond the RFCs is tolerated by [`Tolerances`], one field a
//! rule, chosen by the caller.

pub mod bulk;
pub mod compare;
pub mod datetime;
mod envelope;
mod error;
mod excerpt;
pub mod filter;
pub mod json;
mod limits;
pub mod message;
pub mod patch;
pub mod path;
pub mod projection;
pub mod resource;
pub mod schema;
pub mod search;
mod tolerances;

pub use error::{Error, ScimType};
pub use filter::Filter;
pub use limits::Limits;
pub use path::Path;
pub use projection::Projection;
pub use resource::Resource;
pub use schema::{Attribute, ResourceType, Schema};
pub use search::SearchRequest;
pub use tolerances::Tolerances;
