//! The stream under a connection, with two duties HTTP leaves to it.
//!
//! What can't be parsed never reaches the router: the protocol library refuses it with a bare status. Such an answer is
//! given the body that every refusal has. And an answer that comes while the client is still sending must not be
//! lost: a socket that is closed with unread data resets the connection, and the answer with it. So what comes after
//! a refusal is read and thrown away for a moment.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead as _, AsyncWrite as _, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

use super::unparsed;
use crate::app::App;

/// How long a client may go on sending after it was refused.
const LINGER: Duration = Duration::from_secs(2);

/// How much it may send, in bytes.
const LINGER_BYTES: usize = 64 * 1024 * 1024;

/// The stream of one connection.
pub(super) struct Stream {
    inner: TokioIo<TcpStream>,
    app: App,
    /// Bytes that go out before anything else.
    pending: Vec<u8>,
    /// Whether the last answer was a refusal.
    refused: bool,
    lingering: Option<Lingering>,
}

struct Lingering {
    until: Pin<Box<Sleep>>,
    left: usize,
}

impl Stream {
    /// Over an accepted connection.
    pub(super) fn new(stream: TcpStream, app: App) -> Self {
        Self {
            inner: TokioIo::new(stream),
            app,
            pending: Vec::new(),
            refused: false,
            lingering: None,
        }
    }

    /// Looks at what is about to be written. A bare refusal is taken, and put in order, instead of being sent.
    fn take_bare_refusal(&mut self, bytes: &[u8]) -> bool {
        if !bytes.starts_with(b"HTTP/1.") {
            return false;
        }
        self.refused = bytes.get(9) == Some(&b'4');
        let answer = self.refused.then(|| unparsed::answer(bytes, &self.app)).flatten();
        let taken = answer.is_some();
        self.pending = answer.unwrap_or_default();
        taken
    }

    fn poll_pending(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.pending.is_empty() {
            let stream = Pin::new(self.inner.inner_mut());
            let written = ready!(stream.poll_write(context, &self.pending))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.pending.drain(..written);
        }
        Poll::Ready(Ok(()))
    }

    /// Reads and forgets until the client ends, or has had its moment.
    fn poll_linger(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let lingering = self.lingering.get_or_insert_with(|| Lingering {
            until: Box::pin(sleep(LINGER)),
            left: LINGER_BYTES,
        });
        let mut space = [0; 16 * 1024];
        while lingering.left > 0 && lingering.until.as_mut().poll(context).is_pending() {
            let mut buffer = ReadBuf::new(&mut space);
            let stream = Pin::new(self.inner.inner_mut());
            match ready!(stream.poll_read(context, &mut buffer)) {
                Ok(()) if !buffer.filled().is_empty() => {
                    lingering.left = lingering.left.saturating_sub(buffer.filled().len());
                }
                Ok(()) | Err(_) => break,
            }
        }
        Poll::Ready(())
    }
}

impl Read for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_read(context, buffer)
    }
}

impl Write for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_pending(context))?;
        if self.take_bare_refusal(bytes) {
            return Poll::Ready(Ok(bytes.len()));
        }
        Pin::new(&mut self.inner).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_pending(context))?;
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_pending(context))?;
        if self.lingering.is_none() {
            ready!(Pin::new(&mut self.inner).poll_shutdown(context))?;
        }
        if self.refused {
            ready!(self.poll_linger(context));
        }
        Poll::Ready(Ok(()))
    }

    fn is_write_vectored(&self) -> bool {
        Write::is_write_vectored(&self.inner)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_pending(context))?;
        // A bare refusal has no body, so it comes alone.
        if let [only] = slices
            && self.take_bare_refusal(only)
        {
            return Poll::Ready(Ok(only.len()));
        }
        if let [first, _, ..] = slices {
            self.refused = match first.get(..10) {
                Some(head) if head.starts_with(b"HTTP/1.") => head.ends_with(b"4"),
                _ => self.refused,
            };
        }
        Pin::new(&mut self.inner).poll_write_vectored(context, slices)
    }
}
