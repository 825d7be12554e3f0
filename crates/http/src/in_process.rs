//! A way to this service that leaves no process: what actions and workflows send is answered by the router itself.

use std::fmt;
use std::net::IpAddr;
use std::pin::Pin;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, Request, Uri, header};
use client::{Fault, HttpRequest, HttpResponse, Transport, TransportError, Url};

use crate::app::App;
use crate::exchange::Exchange;
use crate::request_id;
use crate::serve::Face as _;

/// Carries requests to the routes of this service, under the id and from the address of the request they are made for.
pub(crate) struct InProcess {
    app: App,
    request_id: HeaderValue,
    remote: Option<IpAddr>,
}

impl InProcess {
    /// For what is done on behalf of a request.
    pub(crate) fn on_behalf_of(exchange: &Exchange, app: App) -> Self {
        Self { app, request_id: exchange.id.clone(), remote: exchange.remote() }
    }

    /// The path and query of a URL below the base URL of this service; none for any other URL.
    fn path(&self, url: &Url) -> Option<Uri> {
        let base = Url::parse(self.app.base_url()).ok()?;
        if url.origin() != base.origin() {
            return None;
        }
        let path = url.path().strip_prefix(base.path().trim_end_matches('/'))?;
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        format!("{path}{query}").parse().ok()
    }

    async fn answer(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let path = self.path(&request.url).ok_or(Fault::Forbidden)?;
        let mut sent = Request::new(request.body.map_or_else(Body::empty, Body::from));
        *sent.method_mut() = request.method;
        *sent.uri_mut() = path;
        *sent.headers_mut() = request.headers;
        if let Ok(host) = HeaderValue::try_from(request.url.authority()) {
            sent.headers_mut().insert(header::HOST, host);
        }
        sent.headers_mut().insert(request_id::HEADER, self.request_id.clone());
        let (parts, body) = self.app.answer(sent, self.remote).await.into_parts();
        // What a handler answers is whole before it is sent, and bounded where it is made.
        let body = to_bytes(body, usize::MAX).await;
        let body = body.map_err(|error| TransportError::new(Fault::Lost, error))?;
        Ok(HttpResponse {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: body.into(),
        })
    }
}

impl Transport for InProcess {
    fn send(
        &self,
        request: HttpRequest,
    ) -> Pin<Box<dyn Future<Output = Result<HttpResponse, TransportError>> + Send + '_>> {
        Box::pin(self.answer(request))
    }
}

impl fmt::Debug for InProcess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InProcess").field("request_id", &self.request_id).finish_non_exhaustive()
    }
}
