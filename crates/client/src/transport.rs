//! How a request reaches a service: over the network, or whatever else carries it there.

use std::fmt;

use futures_util::future::BoxFuture;
use reqwest::header::HeaderMap;
use reqwest::{Method, Url};

use crate::TransportError;

/// Carries a request to a service, and its answer back: [`Network`](crate::Network), or an application in this process.
///
/// It sends a request once, and obeys no redirect: a key must not follow one to another place. What may be sent again,
/// and when, is the client's to say.
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends one request. Any status is an answer; it fails only if no answer comes.
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>>;
}

/// A request, whole.
#[derive(Clone)]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// The whole URL.
    pub url: Url,
    /// The headers; `Authorization` is among them, and marked as sensitive.
    pub headers: HeaderMap,
    /// The body, if there is one.
    pub body: Option<Vec<u8>>,
}

impl fmt::Debug for HttpRequest {
    /// Without the query and the body, which name people.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("path", &self.url.path())
            .finish_non_exhaustive()
    }
}

/// An answer, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpResponse {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; empty if there was none.
    pub body: Vec<u8>,
}
