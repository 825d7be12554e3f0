//! The HTTP face over a real listener: what is answered, and above all what is refused, on every path.

#![expect(
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, the functions between the tests too"
)]

mod actions;
mod administration;
mod admission;
mod bare;
mod bodies;
mod bulk;
mod connections;
mod discovery;
mod exchanges;
mod health;
mod me;
mod members;
mod negotiation;
mod pages;
mod paths;
mod plans;
mod preferences;
mod resources;
mod root;
mod search;
mod shutdown;
mod trouble;
mod versions;
mod workflows;
mod world;
