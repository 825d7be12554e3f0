//! The domain on the model store: what each operation answers, and what it leaves behind.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod bounds;
mod bulk;
mod custom;
mod keys;
mod large_answers;
mod large_groups;
mod large_pages;
mod large_scans;
mod linking;
mod memberships;
mod nested_circles;
mod nested_groups;
mod nested_queries;
mod nested_random;
mod paging;
mod queries;
mod watched_store;
mod world;
