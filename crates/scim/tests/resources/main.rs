//! Resources from the outside: read, required, patched, projected.

mod immutable;
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
