//! What the machine could do at most, measured in turn with the server: a bare HTTP server that answers with the same bytes,
//! and raw commits of the rows that a create writes.
//!
//! Machines are noisy. So both are measured for short rounds in turn, and what is told is the ratio within a round: its median
//! over all rounds.

mod rounds;

use std::error::Error;
use std::fmt;
use std::time::Duration;

use futures_util::future::BoxFuture;

pub(crate) use rounds::Rounds;

/// What went wrong on the machine.
pub type MachineError = Box<dyn Error + Send + Sync>;

/// What can be measured on this machine besides a server.
pub trait Machine: Send + Sync + fmt::Debug {
    /// Starts a bare server that gives one answer to whatever it is asked. It is built and run as the real one is. Gives what
    /// ends it when it is dropped.
    fn bare(&self, canned: Canned) -> BoxFuture<'_, Result<Box<dyn BareServer>, MachineError>>;

    /// Prepares raw commits of what a create writes, in tables of so many users already.
    fn commits(&self, users: u64) -> BoxFuture<'_, Result<Box<dyn Commits>, MachineError>>;
}

/// A bare server that runs.
pub trait BareServer: Send + Sync {
    /// Its scheme, host and port: `http://127.0.0.1:1234`.
    fn origin(&self) -> &str;
}

/// Raw commits that are prepared.
pub trait Commits: Send + Sync {
    /// So many at the same time commit one user after another for so long. Gives how many users there were each second.
    fn run(&self, writers: usize, duration: Duration) -> BoxFuture<'_, Result<f64, MachineError>>;
}

/// An answer of the real server, to be given by a bare one.
#[derive(Clone, Debug)]
pub struct Canned {
    /// The status.
    pub status: u16,
    /// The headers, their names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// How a server is compared with the machine.
#[derive(Clone, Debug)]
pub struct Limits<'a> {
    /// The machine.
    pub machine: &'a dyn Machine,
    /// How many rounds there are, each of the duration of the load.
    pub rounds: usize,
}
