//! One connection.

use std::future::poll_fn;
use std::io;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{CONNECTION, HeaderMap};
use hyper::{Request, Version};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::timeout;

use crate::answer::Answer;

/// How long an answer is waited for: as long as identity providers wait.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why no answer came.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Lost {
    /// There was no connection.
    #[error("no connection could be made: {0}")]
    Connect(io::Error),
    /// The connection ended.
    #[error("the connection ended before the answer did: {0}")]
    Ended(hyper::Error),
    /// The server ended the connection, and said nothing.
    #[error("the server ended the connection before the answer did")]
    Closed,
    /// Nothing came for long.
    #[error("no answer came in {} seconds", PATIENCE.as_secs())]
    TimedOut,
}

type Driver = Pin<Box<dyn Future<Output = hyper::Result<()>> + Send>>;

/// A connection, and what drives it. Whoever waits for an answer drives: no other task has to be woken.
pub(crate) struct Link {
    sender: SendRequest<Full<Bytes>>,
    driver: Driver,
    /// Whether the server ends the connection after the last answer.
    over: bool,
}

impl Link {
    /// Speaks HTTP over a stream.
    pub(super) async fn over<S>(stream: S) -> Result<Self, Lost>
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let (sender, driver) = handshake(TokioIo::new(stream)).await.map_err(Lost::Ended)?;
        Ok(Self { sender, driver: Box::pin(driver), over: false })
    }

    /// Whether the server said with its last answer that it takes no more requests here.
    pub(crate) const fn is_over(&self) -> bool {
        self.over
    }

    /// Sends a request and waits for all of its answer. After a failure there is no more to be had of this link.
    pub(crate) async fn send(&mut self, request: Request<Full<Bytes>>) -> Result<Answer, Lost> {
        let Self { sender, driver, over } = self;
        let mut exchange = pin!(async {
            // After an answer the connection may not know yet that it is free again.
            sender.ready().await?;
            let response = sender.send_request(request).await?;
            let (head, body) = response.into_parts();
            let ends = ends(head.version, &head.headers);
            let body = whole(body).await?;
            let answer = Answer { status: head.status.as_u16(), headers: head.headers, body };
            Ok::<_, hyper::Error>((answer, ends))
        });
        let both = poll_fn(|context| {
            loop {
                if !*over && let Poll::Ready(ended) = driver.as_mut().poll(context) {
                    *over = true;
                    if let Err(error) = ended {
                        return Poll::Ready(Err(Lost::Ended(error)));
                    }
                }
                match exchange.as_mut().poll(context) {
                    Poll::Ready(done) => return Poll::Ready(done.map_err(Lost::Ended)),
                    Poll::Pending if *over => return Poll::Ready(Err(Lost::Closed)),
                    // What was asked for may be on its way already: the driver has to see it. If it ends then, what it
                    // brought last is there to be read.
                    Poll::Pending => match driver.as_mut().poll(context) {
                        Poll::Ready(Ok(())) => *over = true,
                        Poll::Ready(Err(error)) => return Poll::Ready(Err(Lost::Ended(error))),
                        Poll::Pending => return Poll::Pending,
                    },
                }
            }
        });
        let (answer, ends) = timeout(PATIENCE, both).await.unwrap_or(Err(Lost::TimedOut))?;
        *over |= ends;
        Ok(answer)
    }
}

/// Whether a connection ends with an answer (RFC 9112 §9.3).
fn ends(version: Version, headers: &HeaderMap) -> bool {
    let says = |word: &str| {
        let values = headers.get_all(CONNECTION).iter().filter_map(|value| value.to_str().ok());
        values.flat_map(|value| value.split(',')).any(|said| said.trim().eq_ignore_ascii_case(word))
    };
    says("close") || (version < Version::HTTP_11 && !says("keep-alive"))
}

/// All of a body; one that came in one piece is not copied.
async fn whole(mut body: Incoming) -> hyper::Result<Bytes> {
    let mut first = Bytes::new();
    let mut more: Vec<u8> = Vec::new();
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame?.into_data() else { continue };
        if first.is_empty() {
            first = data;
        } else {
            if more.is_empty() {
                more.extend_from_slice(&first);
            }
            more.extend_from_slice(&data);
        }
    }
    Ok(if more.is_empty() { first } else { more.into() })
}
