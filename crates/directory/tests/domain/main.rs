//! The domain on the model store: what each operation answers, and what it leaves behind.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod keys;
mod linking;
mod memberships;
mod paging;
mod queries;
mod world;
