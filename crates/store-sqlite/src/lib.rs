//! The embedded store: one SQLite file in write-ahead mode.
//!
//! # Theory of operation
//!
//! One thread owns the only connection that writes ([`writer`]). It takes every change that is queued,
//! applies each on its own inside one transaction ([`apply`]), makes the transaction durable with one
//! flush, and answers all of them: so a busy store pays for one flush where it would pay for sixty.
//! Reads run on the caller's thread, each snapshot on a connection of its own ([`read`]): a look-up takes
//! a few microseconds, less than handing it to another thread would.
//! A second thread copies the write-ahead log into the file ([`checkpoint`]), so that no writer waits for it.
//!
//! Another process, such as the command line on the same data, may write at any time. So what is kept in memory between
//! transactions is either never changed, or held against the end of the log first ([`memory`]).

mod apply;
mod checkpoint;
mod connection;
mod error;
mod integrity;
pub mod limits;
mod memory;
mod migrate;
mod open;
mod packed;
mod pool;
mod read;
mod store;
mod stored;
mod turn;
mod writer;

pub use error::OpenError;
pub use open::{FILE_NAME, Options};
pub use store::SqliteStore;
