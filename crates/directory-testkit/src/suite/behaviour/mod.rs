//! The behaviours, one file a subject.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "these are tests: they fail by panicking"
)]

pub(super) mod accounts;
pub(super) mod candidates;
pub(super) mod commits;
pub(super) mod counts;
pub(super) mod customization;
pub(super) mod glances;
pub(super) mod keys;
pub(super) mod log;
pub(super) mod members;
pub(super) mod modified;
pub(super) mod movers;
pub(super) mod nested_groups;
pub(super) mod organizations;
pub(super) mod paging;
pub(super) mod records;
pub(super) mod reindex;
pub(super) mod runs;
pub(super) mod secret;
pub(super) mod sets;
pub(super) mod spans;
pub(super) mod unique_keys;
pub(super) mod wall_reads;
pub(super) mod wall_writes;
