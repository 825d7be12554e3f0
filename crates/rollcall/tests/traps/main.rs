//! The traps of RFC 7643 and RFC 7644: where SCIM services most often go wrong, a test to each, over HTTP against the
//! whole service. Every test is named after its trap; [`coverage`] holds the set complete.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    clippy::panic,
    clippy::print_stderr,
    clippy::similar_names,
    reason = "the whole crate is a test, the functions between the tests too"
)]

mod ask;
mod bulk;
mod common_attributes;
mod contention;
mod coverage;
mod deleted;
mod endpoints;
mod filters;
mod lists;
mod names;
mod patch_envelope;
mod patch_paths;
mod patch_values;
mod people;
mod post_and_put;
mod projection;
mod safety;
#[path = "../http/strict_types.rs"]
mod strict_types;
mod typed;
mod values;
#[path = "../http/world/mod.rs"]
#[expect(dead_code, reason = "the world is shared; not every story needs all of it")]
mod world;
