//! The service as its clients see it: the router over the embedded store, spoken to over HTTP.
//!
//! Every story runs in a [`world`] of its own, which is verified when the story ends.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    clippy::panic,
    clippy::print_stderr,
    reason = "the whole crate is a test, the functions between the tests too"
)]

mod atlassian;
mod bad_input;
mod clients;
mod concurrency;
mod conformance;
mod discovery;
mod idp_cases;
mod large_group;
mod nested_groups;
mod projection;
mod strict_types;
mod tenants;
mod typed_client;
mod world;
