//! Resources from the outside: read, required, patched, projected.

#![expect(
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    clippy::panic,
    clippy::unwrap_used,
    reason = "the whole crate is a test, the functions between the tests too"
)]

mod arbitrary;
mod immutable;
mod naive;
mod patch_clients;
mod patch_envelope;
mod patch_mutability;
mod patch_properties;
mod patch_rules;
mod patch_standard;
mod projection;
mod read;
mod read_clients;
mod required;
mod world;
