//! What the embedded store could do at most: durable group commits of the same rows, with nothing around them.
//!
//! # Theory of operation
//!
//! A store is read before and after a user is created in it: the rows that came, or changed, are what one create writes
//! ([`Template`]), whatever the schema is. In another file of the same schema they are written again and again, each time for
//! another user ([`RawCommits`]): by one thread, which takes whatever waits, writes it in one transaction and flushes it,
//! with the settings and the checkpoints of the real writer. Nothing is decided, looked up or checked, but what SQLite itself
//! checks.

mod contents;
mod raw;
mod template;

pub use contents::Contents;
pub use raw::RawCommits;
pub use template::Template;

use crate::error::OpenError;

/// Why nothing can be measured.
#[derive(Debug, thiserror::Error)]
pub enum LimitsError {
    /// The file can't be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// SQLite refuses something.
    #[error("SQLite refused what was measured")]
    Sqlite(#[from] rusqlite::Error),
    /// The thread that writes has ended.
    #[error("the thread that writes has ended")]
    Ended,
}
