//! A load generator for SCIM 2.0 servers: it fills a directory, asks it in many ways, checks every answer, and measures.
//!
//! ```text
//! run            offers, people, then one mix after another
//!   fill         users and groups, if it is to be filled first
//!   mix          what is asked: one operation, or the mixed day of an identity provider
//!     operation  one sort of request, and what its answer must be
//!   measure      how it is asked: so many connections, closed loop or open; how long each answer took
//!     wire       one connection, and nothing between it and the measurement
//!   limits       the same of a bare server and of raw commits, in turn
//! ```
//!
//! # Theory of operation
//!
//! Each connection has a hand of its own: it asks, waits, checks, and asks again. In a closed loop it asks as soon as it has
//! its answer: that finds out how much a server can do. In an open loop requests are due at a constant rate, and an answer took
//! as long as it came after its request was *due*: a server that stops for a second is charged with every request of that
//! second, and not only with those that happened to wait (coordinated omission).
//!
//! Nothing is changed but what this crate made itself: users and groups whose names begin with `bench-`.

mod answer;
mod clean_up;
mod draw;
mod error;
mod fill;
mod limits;
mod mark;
mod measure;
mod mix;
mod offers;
mod operation;
mod population;
mod progress;
mod report;
mod run;
mod wire;

pub use error::Error;
pub use fill::Fill;
pub use limits::{BareServer, Canned, Commits, Limits, Machine, MachineError};
pub use measure::{Load, Pace};
pub use mix::Mix;
pub use operation::Kind;
pub use population::body::user as example_user;
pub use progress::{Progress, Silent};
pub use report::{
    Count, Filled, Latency, LimitReport, MixReport, OperationReport, Outcome, Report, Round, Wrong,
    Yardstick,
};
pub use run::{Plan, run};
