//! Bulk requests (RFC 7644 §3.7). The answer is 200 whatever becomes of the operations; each says its own status.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::Method;
use axum::response::Response;
use directory::bulk::BulkResult;
use scim::bulk::{BulkResponse, OperationResponse};
use serde_json::value::RawValue;

use super::session::Session;
use super::{refusals, respond};
use crate::app::Shared;
use crate::negotiate;
use crate::problem::{Cause, Problem};

/// How many notices an answer carries in its headers at most.
const NOTICES: usize = 20;

/// `POST /Bulk`.
pub(crate) async fn bulk(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    let (session, body) = Session::open(shared, request).await?;
    refusals::unless_offered(&session, session.caller.profile().features.bulk)?;
    let media_type = negotiate::answer(&session.parts.headers)?;
    let message = session.bulk_message(body).await?;
    let bytes = session.document_bytes();
    let results = session.service().bulk(&session.caller, message, bytes).await;
    let results = results.map_err(|error| session.refuse(&error))?;
    let notices = notices(&results);
    let mut cause = None;
    let operations = results.into_iter().map(|result| operation(&session, result, &mut cause));
    let answer = BulkResponse::new(operations.collect());
    // Strings and structs with names always serialize.
    let mut response = respond::json(serde_json::to_vec(&answer).unwrap_or_default(), media_type);
    respond::notify(response.headers_mut(), notices);
    if let Some(cause) = cause {
        response.extensions_mut().insert(cause);
    }
    Ok(response)
}

/// How one operation ended. Of what operators are to know of failures, the first is kept.
fn operation(
    session: &Session,
    result: BulkResult,
    cause: &mut Option<Cause>,
) -> OperationResponse {
    let BulkResult { method, bulk_id, location, outcome } = result;
    let (status, version, response) = match outcome {
        Ok(done) => (done.status, done.etag, None),
        Err(error) => {
            let single = Method::from_bytes(method.as_bytes()).unwrap_or_default();
            let (status, body, why) = session.refuse_as(&error, &single).into_part();
            *cause = cause.take().or(why);
            (status.as_u16(), None, String::from_utf8(body).ok())
        }
    };
    OperationResponse {
        method,
        bulk_id,
        version,
        location,
        status: status.to_string(),
        response: response.and_then(|body| RawValue::from_string(body).ok()),
    }
}

/// What else the operations have done, each with which operation it was.
fn notices(results: &[BulkResult]) -> Vec<String> {
    let mut all = Vec::new();
    let mut more = 0;
    for (at, result) in results.iter().enumerate() {
        for notice in result.outcome.iter().flat_map(|done| &done.notices) {
            if all.len() < NOTICES {
                all.push(format!("operation {}: {notice}", at + 1));
            } else {
                more += 1;
            }
        }
    }
    if more > 0 {
        all.push(format!("{more} more notices; read the resources to see what they are now"));
    }
    all
}
