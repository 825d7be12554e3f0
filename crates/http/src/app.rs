//! One request from its head to its answer: the id, the path, the deadline, panics, headers that every
//! answer carries, the access log.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, StatusCode, Version, header};
use axum::response::{IntoResponse as _, Response};
use directory::Service;
use tokio::time::timeout;
use tower::Service as _;

use crate::automation::Automation;
use crate::exchange::Exchange;
use crate::options::Options;
use crate::problem::Problem;
use crate::request_id::{self, Traces};
use crate::serve::Face;
use crate::{access_log, normalize_path, panics, routes};

/// What every handler can reach.
#[derive(Debug)]
pub(crate) struct Shared {
    /// The domain.
    pub(crate) service: Service,
    /// The bounds.
    pub(crate) options: Options,
    /// What actions and workflows work with.
    pub(crate) automation: Automation,
    traces: Traces,
    draining: AtomicBool,
}

impl Shared {
    /// Whether the service is shutting down.
    pub(crate) fn draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }
}

/// The HTTP application: give it to [`serve`](crate::serve()).
#[derive(Clone, Debug)]
pub struct App {
    router: Router,
    shared: Arc<Shared>,
}

/// The HTTP face of a service, with the built-in actions.
pub fn router(service: Service, options: Options) -> App {
    router_with(service, options, Automation::default())
}

/// The HTTP face of a service, with actions and workflows of one's own.
pub fn router_with(service: Service, options: Options, automation: Automation) -> App {
    App::of(Arc::new(Shared {
        service,
        options,
        automation,
        traces: Traces::new(),
        draining: AtomicBool::new(false),
    }))
}

impl App {
    /// The application over what its handlers share. Handlers make another one of it, to answer what is sent on their
    /// behalf.
    pub(crate) fn of(shared: Arc<Shared>) -> Self {
        Self { router: routes::routes().with_state(Arc::clone(&shared)), shared }
    }

    /// The URL clients reach it at.
    pub(crate) fn base_url(&self) -> &str {
        &self.shared.service.settings().base_url
    }

    async fn route(&self, request: Request<Body>) -> Response {
        // A router is always ready, and cloning it is counting up.
        let answered = self.router.clone().call(request);
        let limit = self.options().request_timeout;
        match panics::caught(timeout(limit, answered)).await {
            Ok(Ok(response)) => response.into_response(),
            Ok(Err(_)) => Problem::timed_out(limit.as_secs()).into_response(),
            Err(message) => Problem::broken(&format!("a panic: {message}")).into_response(),
        }
    }
}

impl Face for App {
    fn options(&self) -> &Options {
        &self.shared.options
    }

    async fn answer(&self, mut request: Request<Body>, remote: Option<IpAddr>) -> Response {
        let exchange = Exchange::begin(&self.shared.traces, &mut request, remote);
        let method = request.method().clone();
        let mut response = match normalize_path::normalize(request.uri_mut()) {
            Ok(()) if is_for_no_host(&request) => Problem::no_host().into_response(),
            Ok(()) => self.route(request).await,
            Err(normalize_path::NotUtf8) => Problem::path_not_utf8().into_response(),
        };
        complete(&mut response, &exchange);
        access_log::write(&exchange, &method, &response);
        response
    }

    fn refuse_unparsed(&self, status: StatusCode) -> (String, Vec<u8>) {
        let id = format!("{:016x}", self.shared.traces.next());
        access_log::write_unparsed(&id, status);
        (id, Problem::not_a_request(status, self.options().head_limit).into_body())
    }

    /// `/readyz` says 503.
    fn drain(&self) {
        self.shared.draining.store(true, Ordering::Relaxed);
    }
}

/// Whether it leaves out what every HTTP/1.1 request has.
fn is_for_no_host(request: &Request<Body>) -> bool {
    request.version() == Version::HTTP_11 && !request.headers().contains_key(header::HOST)
}

/// Sets what every answer carries.
fn complete(response: &mut Response, exchange: &Exchange) {
    let misplaced_allow = response.status() != StatusCode::METHOD_NOT_ALLOWED;
    let headers = response.headers_mut();
    headers.insert(request_id::HEADER, exchange.id.clone());
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if misplaced_allow {
        // The router adds it to whatever its fallback answers, a 401 included: that would tell a stranger the routes.
        headers.remove(header::ALLOW);
    }
}
