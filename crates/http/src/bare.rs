//! A server that gives one answer to whatever it is asked: what the machine and the HTTP stack can do at most. It is served as
//! the real one is, and has nothing behind it.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::any;
use tokio::net::TcpListener;
use tower::Service as _;

use crate::options::Options;
use crate::serve::{Face, serve_face};

/// The one answer of a bare server, byte by byte.
#[derive(Clone, Debug)]
pub struct Canned {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

/// No answer can be made of this.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` can't be part of an answer")]
pub struct NoAnswer(String);

impl Canned {
    /// An answer with a status, headers and a body. Those that a server adds itself (`Date`, `Content-Length`, and what is
    /// about the connection) are left to it.
    ///
    /// # Errors
    /// When the status or a header is none.
    pub fn new(status: u16, headers: &[(String, String)], body: Vec<u8>) -> Result<Self, NoAnswer> {
        let status = StatusCode::from_u16(status).map_err(|_| NoAnswer(status.to_string()))?;
        let mut kept = HeaderMap::new();
        let own = ["date", "content-length", "transfer-encoding", "connection"];
        for (name, value) in headers.iter().filter(|(name, _)| !own.contains(&name.as_str())) {
            let wrong = |_| NoAnswer(format!("{name}: {value}"));
            let value = HeaderValue::try_from(value).map_err(|_| NoAnswer(value.clone()))?;
            kept.append(HeaderName::try_from(name).map_err(wrong)?, value);
        }
        Ok(Self { status, headers: kept, body: body.into() })
    }
}

/// A bare server.
#[derive(Clone, Debug)]
pub struct Bare {
    router: Router,
    options: Arc<Options>,
}

impl Bare {
    /// A server of one answer.
    pub fn new(canned: Canned, options: Options) -> Self {
        let router = Router::new().route("/{*path}", any(answer)).with_state(Arc::new(canned));
        Self { router, options: Arc::new(options) }
    }

    /// Serves it on a listener, as [`serve()`](crate::serve()) serves the real one, until `shutdown` completes.
    ///
    /// # Errors
    /// When the listener is unusable.
    pub async fn serve(
        self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()>,
    ) -> io::Result<()> {
        serve_face(listener, self, shutdown).await
    }
}

async fn answer(State(canned): State<Arc<Canned>>) -> Response {
    let mut response = Response::new(Body::from(canned.body.clone()));
    *response.status_mut() = canned.status;
    response.headers_mut().clone_from(&canned.headers);
    response
}

impl Face for Bare {
    fn options(&self) -> &Options {
        &self.options
    }

    async fn answer(&self, request: Request<Body>, _: Option<IpAddr>) -> Response {
        match self.router.clone().call(request).await {
            Ok(response) => response.into_response(),
        }
    }

    fn refuse_unparsed(&self, _: StatusCode) -> (String, Vec<u8>) {
        (String::new(), Vec::new())
    }

    fn drain(&self) {}
}
