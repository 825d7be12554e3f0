//! The store keeps every promise of the port, and its own.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod beside;
mod candidates;
mod checkpoint;
mod deep_pages;
mod durability;
mod group_commit;
mod integrity;
mod limits;
mod memory;
mod open;
mod suite;
mod world;
