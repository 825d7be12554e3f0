//! The stream under a connection, with the duties HTTP leaves to it.
//!
//! What can't be parsed never reaches the router: the protocol library refuses it with a bare status. Such an answer is
//! given the body that every refusal has. After a refusal the stream lingers, so that a client that is still
//! sending gets it; and a client that takes nothing of its answer is given up.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::rt::TokioIo;
use tokio::io::AsyncWrite as _;
use tokio::net::TcpStream;

use super::face::Face;
use super::linger::Lingering;
use super::stall::Stall;
use super::unparsed;

/// The stream of one connection.
pub(super) struct Stream<F> {
    inner: TokioIo<TcpStream>,
    app: F,
    /// Bytes that go out before anything else.
    pending: Vec<u8>,
    /// Whether the last answer was a refusal.
    refused: bool,
    lingering: Option<Lingering>,
    stall: Stall,
}

impl<F: Face> Stream<F> {
    /// Over an accepted connection.
    pub(super) fn new(stream: TcpStream, app: F) -> Self {
        let stall = Stall::new(app.options().stall_timeout);
        Self {
            inner: TokioIo::new(stream),
            app,
            stall,
            pending: Vec::new(),
            refused: false,
            lingering: None,
        }
    }

    /// Notes, if this is the head of an answer, whether it is a refusal.
    fn note_head(&mut self, bytes: &[u8]) {
        if bytes.starts_with(b"HTTP/1.") {
            self.refused = matches!(bytes.get(9), Some(b'4' | b'5'));
        }
    }

    /// Whether this is a bare refusal, which is then put in order and kept to be sent, in place of the original.
    fn take_bare_refusal(&mut self, bytes: &[u8]) -> bool {
        if !(self.refused && bytes.starts_with(b"HTTP/1.")) {
            return false;
        }
        let answer = unparsed::answer(bytes, &self.app);
        let taken = answer.is_some();
        self.pending = answer.unwrap_or_default();
        taken
    }

    fn poll_pending(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.pending.is_empty() {
            let write = Pin::new(self.inner.inner_mut()).poll_write(context, &self.pending);
            let written = ready!(self.stall.watch(write, context))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.pending.drain(..written);
        }
        Poll::Ready(Ok(()))
    }
}

impl<F: Face> Read for Stream<F> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_read(context, buffer)
    }
}

impl<F: Face> Write for Stream<F> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_pending(context))?;
        self.note_head(bytes);
        if self.take_bare_refusal(bytes) {
            return Poll::Ready(Ok(bytes.len()));
        }
        let write = Pin::new(&mut self.inner).poll_write(context, bytes);
        self.stall.watch(write, context)
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
            let Self { inner, lingering, .. } = &mut *self;
            let lingering = lingering.get_or_insert_with(Lingering::begin);
            ready!(lingering.poll(inner.inner_mut(), context));
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
        if let Some(first) = slices.first() {
            self.note_head(first);
        }
        // A bare refusal has no body, so it comes alone.
        if let [only] = slices
            && self.take_bare_refusal(only)
        {
            return Poll::Ready(Ok(only.len()));
        }
        let write = Pin::new(&mut self.inner).poll_write_vectored(context, slices);
        self.stall.watch(write, context)
    }
}
