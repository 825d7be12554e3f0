//! The command line as its users see it: transcripts of the real program, on a data folder of each test's own.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod acting;
mod bad_input;
mod benching;
mod configuration;
mod conforming;
mod connections;
mod customizing;
mod demo;
mod directories;
mod directory;
mod explaining;
mod exporting;
mod help;
mod importing;
mod interrupted;
mod keys;
mod over_tls;
mod people;
mod serving;
mod verifying;
mod world;
