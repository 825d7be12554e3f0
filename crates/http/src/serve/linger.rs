//! Lingering: what a client goes on sending after its answer is read and thrown away for a moment. A socket that
//! is closed with unread data resets the connection, and the answer may be lost with it.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead as _, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

/// How long a client may go on sending.
const TIME: Duration = Duration::from_secs(2);

/// How much it may send, in bytes.
const BYTES: usize = 64 * 1024 * 1024;

/// The moment a client is given.
pub(super) struct Lingering {
    until: Pin<Box<Sleep>>,
    left: usize,
}

impl Lingering {
    /// From now on.
    pub(super) fn begin() -> Self {
        Self { until: Box::pin(sleep(TIME)), left: BYTES }
    }

    /// Reads and forgets until the client ends, or has had its moment.
    pub(super) fn poll(&mut self, stream: &mut TcpStream, context: &mut Context<'_>) -> Poll<()> {
        let mut space = [0; 16 * 1024];
        while self.left > 0 && self.until.as_mut().poll(context).is_pending() {
            let mut buffer = ReadBuf::new(&mut space);
            match ready!(Pin::new(&mut *stream).poll_read(context, &mut buffer)) {
                Ok(()) if !buffer.filled().is_empty() => {
                    self.left = self.left.saturating_sub(buffer.filled().len());
                }
                Ok(()) | Err(_) => break,
            }
        }
        Poll::Ready(())
    }
}
