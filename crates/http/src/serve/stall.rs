//! Stalls: a client that asks and then does not take the answer is not served for ever.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::{Sleep, sleep};

/// Watches the writes of one connection.
pub(super) struct Stall {
    limit: Duration,
    until: Option<Pin<Box<Sleep>>>,
}

impl Stall {
    /// A write may wait this long.
    pub(super) fn new(limit: Duration) -> Self {
        Self { limit, until: None }
    }

    /// The outcome of a write; an error if it has been waiting too long. Progress starts the time anew.
    pub(super) fn watch<T>(
        &mut self,
        write: Poll<io::Result<T>>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<T>> {
        if write.is_ready() {
            self.until = None;
            return write;
        }
        let until = self.until.get_or_insert_with(|| Box::pin(sleep(self.limit)));
        until.as_mut().poll(context).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}
