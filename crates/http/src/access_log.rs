//! One line a request in the log: ids, never names, queries, bodies or tokens.
//!
//! Target `rollcall::access`, so that it can be filtered. What broke is said in a line of its own at
//! error level, under the same request id.

use axum::body::HttpBody as _;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use tracing::{error, info};

use crate::exchange::Exchange;
use crate::problem::Cause;

/// Writes the line of an answered request.
pub(crate) fn write(exchange: &Exchange, method: &Method, response: &Response) {
    let status = response.status().as_u16();
    if let Some(Cause(cause)) = response.extensions().get() {
        error!(
            request_id = exchange.id(),
            %method,
            route = exchange.route(),
            status,
            cause = &**cause,
            "the request failed on this side"
        );
    }
    let identity = exchange.identity();
    info!(
        target: "rollcall::access",
        %method,
        route = exchange.route(),
        status,
        duration_us = u64::try_from(exchange.started.elapsed().as_micros()).unwrap_or(u64::MAX),
        request_id = exchange.id(),
        organization_id = identity.and_then(|who| who.organization).map(tracing::field::display),
        directory_id = identity.and_then(|who| who.directory).map(tracing::field::display),
        key_id = identity.and_then(|who| who.key).map(tracing::field::display),
        response_bytes = response.body().size_hint().exact(),
        "answered"
    );
}

/// Writes the line of what was no request.
pub(crate) fn write_unparsed(request_id: &str, status: StatusCode) {
    info!(target: "rollcall::access", status = status.as_u16(), request_id, "refused unparsed");
}
