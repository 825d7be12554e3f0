//! Ids by number.

use uuid::{Builder, Uuid};

/// The `n`th id of its kind: a version 7 UUID whose time is `n` milliseconds after the epoch, so that ids sort as
/// their numbers do and are told apart at a glance.
pub fn id<T: From<Uuid>>(n: u64) -> T {
    T::from(Builder::from_unix_timestamp_millis(n, &[0; 10]).into_uuid())
}
