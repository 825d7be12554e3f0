//! Discovery (RFC 7644 §4): what this directory offers. Paging, sorting and projection are ignored, as the RFC asks; a
//! filter is refused.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use directory::Error;
use serde_json::Value;

use super::respond;
use super::session::Session;
use crate::app::Shared;
use crate::problem::Problem;
use crate::{negotiate, query};

/// `GET /ServiceProviderConfig`.
pub(crate) async fn service_provider_config(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    document(shared, request, |session| {
        Ok(session.service().service_provider_config(&session.caller))
    })
    .await
}

/// `GET /Schemas`: a ListResponse.
pub(crate) async fn schemas(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    document(shared, request, |session| Ok(session.service().schemas(&session.caller))).await
}

/// `GET /Schemas/{urn}`.
pub(crate) async fn schema(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    document(shared, request, |session| {
        session.service().schema(&session.caller, session.path.get("urn"))
    })
    .await
}

/// `GET /ResourceTypes`: a ListResponse.
pub(crate) async fn resource_types(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    document(shared, request, |session| Ok(session.service().resource_types(&session.caller))).await
}

/// `GET /ResourceTypes/{name}`.
pub(crate) async fn resource_type(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    document(shared, request, |session| {
        session.service().resource_type(&session.caller, session.path.get("name"))
    })
    .await
}

async fn document(
    shared: Arc<Shared>,
    request: Request,
    find: impl FnOnce(&Session) -> Result<Value, Error>,
) -> Result<Response, Problem> {
    let (session, _) = Session::open(shared, request).await?;
    let media_type = negotiate::answer(&session.parts.headers)?;
    if query::has_filter(session.query()) {
        return Err(Problem::filtered_discovery());
    }
    match find(&session) {
        Ok(document) => Ok(respond::json(document.to_string().into_bytes(), media_type)),
        Err(error) => Err(session.refuse(&error)),
    }
}
