//! The service as its clients see it: the router over the embedded store, spoken to over HTTP.
//!
//! Every story runs in a [`world`] of its own, which is verified when the story ends.

mod atlassian;
mod bad_input;
mod clients;
mod concurrency;
mod discovery;
mod idp_cases;
mod large_group;
mod projection;
mod tenants;
mod world;
