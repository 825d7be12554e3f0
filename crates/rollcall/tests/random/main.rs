//! Proofs at random. Chance is seeded: every run prints its seed, and can be had again with it.
//!
//! Plain `cargo test` takes a short run of each. `cargo xtask filters`, `operations` and `walk` take the long ones.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "the whole crate is a test, the functions between the tests too"
)]

#[path = "../kill/chance.rs"]
mod chance;
mod draw;
mod environment;
mod filters;
mod operations;
mod query;
mod resources;
mod texts;
mod walk;
