//! Liveness and readiness, for supervisors and load balancers. No key is needed, and nothing is told but yes or no.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use tokio::time::timeout;
use tracing::warn;

use crate::app::Shared;
use crate::exchange::Exchange;
use crate::problem::Problem;

/// A store that takes longer than this to list the organizations is not ready.
const PATIENCE: Duration = Duration::from_secs(2);

/// `GET /healthz`: the process is up.
pub(crate) async fn live(request: Request) -> impl IntoResponse {
    note_route(request);
    text("ok\n")
}

/// `GET /readyz`: requests can be served. 503 while the service is shutting down, or when the store fails.
pub(crate) async fn ready(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    note_route(request);
    if shared.draining() {
        return Err(Problem::not_ready("The service is shutting down."));
    }
    match timeout(PATIENCE, shared.service.organizations()).await {
        Ok(Ok(_)) => Ok(text("ready\n")),
        Ok(Err(error)) => {
            warn!(error = &error as &dyn std::error::Error, "not ready: the store fails");
            Err(Problem::not_ready("The store does not answer."))
        }
        Err(_) => Err(Problem::not_ready("The store does not answer in time.")),
    }
}

fn note_route(request: Request) {
    let (parts, _) = request.into_parts();
    Exchange::of(&parts);
}

fn text(body: &'static str) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], body).into_response()
}
