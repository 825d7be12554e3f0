//! The load generator, against servers that are made up: wrong ones, slow ones, poor ones.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod checking;
mod pacing;
mod server;
mod shape;
