//! Many operations in one request (RFC 7644 §3.7).
//!
//! Each operation is what the same single request would be: its own validation, its own commit, its own log
//! entry. What is added here is the order.
//!
//! 1. [`command`] says what an operation asks for; one that is wrong fails alone.
//! 2. [`order`] puts the operations in their order: as they stand, but what creates a resource is pulled before
//!    what refers to it by `bulkId`. Those that refer to each other in a circle go together, see [`circle`].
//! 3. [`claims`] says which operations can't disturb each other, [`plan`] what each has to wait for; [`schedule`]
//!    makes the one out of the other.
//! 4. [`run`](mod@run) carries them out, many at a time where they are free to, so that they share commits of the store.
//!    What is answered, and what is left behind, is what it would be one after the other; ids and times of what
//!    is created at the same time may be in another order.

mod circle;
mod claims;
mod command;
mod endpoint;
mod error;
mod made;
mod order;
mod plan;
mod run;
mod schedule;

pub use error::BulkError;
pub(crate) use run::run;

use crate::error::Error;

/// How one operation ended.
#[derive(Debug)]
pub struct BulkResult {
    /// The method: in upper case if it is one, else as it was sent.
    pub method: String,
    /// The `bulkId` as it was sent.
    pub bulk_id: Option<String>,
    /// The URL of the resource. None for a POST that failed, or where the path names no resource.
    pub location: Option<String>,
    /// What was done, or why it was not.
    pub outcome: Result<Done, Error>,
}

/// What an operation has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The HTTP status of the single request.
    pub status: u16,
    /// The `ETag` of the resource as it is now, where the profile has them.
    pub etag: Option<String>,
    /// What else happened that the client should know, as in [`Answer::notices`](crate::Answer::notices).
    pub notices: Vec<String>,
}
