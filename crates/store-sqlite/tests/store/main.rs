//! The store keeps every promise of the port, and its own.

mod beside;
mod checkpoint;
mod durability;
mod group_commit;
mod integrity;
mod open;
mod suite;
mod world;
