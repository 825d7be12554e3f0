//! The client against services that answer from a script, so that what is sent can be seen whole.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test fails by panicking")]

mod administration;
mod connections;
mod requests;
mod retrying;
mod service;
mod trying;
mod walking;
