//! Users and groups: the operations of RFC 7644 §3, one handler each for both kinds.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use directory::model::Kind;

use super::prefer;
use super::respond;
use super::session::Session;
use crate::app::Shared;
use crate::problem::Problem;
use crate::{negotiate, query};

/// `POST /Users`: 201 with the resource and its `Location` (RFC 7644 §3.3).
pub(crate) async fn create(
    kind: Kind,
    shared: Arc<Shared>,
    request: Request,
) -> Result<Response, Problem> {
    let (session, body) = Session::open(shared, request).await?;
    let media_type = negotiate::answer(&session.parts.headers)?;
    let wanted = query::wanted(session.query())?;
    let document = session.document(body).await?;
    match session.service().create(&session.caller, kind, document, &wanted).await {
        Ok(answer) => Ok(respond::resource(StatusCode::CREATED, answer, media_type)),
        Err(error) => Err(session.refuse(&error)),
    }
}

/// `GET /Users/{id}` (RFC 7644 §3.4.1).
pub(crate) async fn read(
    kind: Kind,
    shared: Arc<Shared>,
    request: Request,
) -> Result<Response, Problem> {
    let (session, _) = Session::open(shared, request).await?;
    let media_type = negotiate::answer(&session.parts.headers)?;
    let wanted = query::wanted(session.query())?;
    match session.service().read(&session.caller, kind, session.id(), &wanted).await {
        Ok(answer) => Ok(respond::resource(StatusCode::OK, answer, media_type)),
        Err(error) => Err(session.refuse(&error)),
    }
}

/// `GET /Users`: a ListResponse (RFC 7644 §3.4.2).
pub(crate) async fn list(
    kind: Kind,
    shared: Arc<Shared>,
    request: Request,
) -> Result<Response, Problem> {
    let (session, _) = Session::open(shared, request).await?;
    let media_type = negotiate::answer(&session.parts.headers)?;
    let query = query::list(session.query())?;
    match session.service().list(&session.caller, kind, &query).await {
        Ok(body) => Ok(respond::json(body, media_type)),
        Err(error) => Err(session.refuse(&error)),
    }
}

/// `PUT /Users/{id}`: 200 with the resource (RFC 7644 §3.5.1).
pub(crate) async fn replace(
    kind: Kind,
    shared: Arc<Shared>,
    request: Request,
) -> Result<Response, Problem> {
    let (session, body) = Session::open(shared, request).await?;
    let media_type = negotiate::answer(&session.parts.headers)?;
    let wanted = query::wanted(session.query())?;
    let document = session.document(body).await?;
    match session
        .service()
        .replace(&session.caller, kind, session.id(), document, None, &wanted)
        .await
    {
        Ok(answer) => Ok(respond::resource(StatusCode::OK, answer, media_type)),
        Err(error) => Err(session.refuse(&error)),
    }
}

/// `PATCH /Users/{id}`: 200 with the resource (RFC 7644 §3.5.2); 204 for a client that prefers it and names no
/// attributes.
pub(crate) async fn patch(
    kind: Kind,
    shared: Arc<Shared>,
    request: Request,
) -> Result<Response, Problem> {
    let (session, body) = Session::open(shared, request).await?;
    let media_type = negotiate::answer(&session.parts.headers)?;
    let wanted = query::wanted(session.query())?;
    let document = session.document(body).await?;
    let minimal = prefer::minimal(&session.parts.headers) && wanted.attributes.is_none();
    match session
        .service()
        .patch(&session.caller, kind, session.id(), document, None, &wanted)
        .await
    {
        Ok(answer) if minimal => Ok(respond::minimal(answer)),
        Ok(answer) => Ok(respond::resource(StatusCode::OK, answer, media_type)),
        Err(error) => Err(session.refuse(&error)),
    }
}

/// `DELETE /Users/{id}`: 204 (RFC 7644 §3.6). There is nothing to negotiate: no body is sent.
pub(crate) async fn delete(
    kind: Kind,
    shared: Arc<Shared>,
    request: Request,
) -> Result<Response, Problem> {
    let (session, _) = Session::open(shared, request).await?;
    match session.service().delete(&session.caller, kind, session.id(), None).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(error) => Err(session.refuse(&error)),
    }
}
