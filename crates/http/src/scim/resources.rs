//! Users and groups: the operations of RFC 7644 §3 on one resource, one handler each for both kinds and `/Me`.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use directory::model::Kind;

use super::conditions::Conditions;
use super::session::Session;
use super::target::Target;
use super::{prefer, respond};
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
    let (minimal, wanted) =
        prefer::minimal(&session.parts.headers, query::wanted(session.query())?);
    let document = session.document(body).await?;
    match session.service().create(&session.caller, kind, document, &wanted).await {
        Ok(answer) if minimal => Ok(respond::minimal(StatusCode::CREATED, answer)),
        Ok(answer) => Ok(respond::resource(StatusCode::CREATED, answer, media_type)),
        Err(error) => Err(session.refuse(&error)),
    }
}

/// `GET /Users/{id}` (RFC 7644 §3.4.1); 304 for a client that has that version.
pub(crate) async fn read(
    target: Target,
    shared: Arc<Shared>,
    request: Request,
) -> Result<Response, Problem> {
    let (session, _) = Session::open(shared, request).await?;
    let (kind, id) = target.of(&session)?;
    let media_type = negotiate::answer(&session.parts.headers)?;
    let wanted = query::wanted(session.query())?;
    let conditions = Conditions::of(&session)?;
    match session.service().read(&session.caller, kind, &id, &wanted).await {
        Ok(answer) if conditions.not_modified(&session, kind, &answer)? => {
            Ok(respond::not_modified(answer))
        }
        Ok(answer) => Ok(respond::resource(StatusCode::OK, answer, media_type)),
        Err(error) => Err(session.refuse(&error)),
    }
}

/// `PUT /Users/{id}`: 200 with the resource (RFC 7644 §3.5.1).
pub(crate) async fn replace(
    target: Target,
    shared: Arc<Shared>,
    request: Request,
) -> Result<Response, Problem> {
    let (session, body) = Session::open(shared, request).await?;
    let (kind, id) = target.of(&session)?;
    let media_type = negotiate::answer(&session.parts.headers)?;
    let (minimal, wanted) =
        prefer::minimal(&session.parts.headers, query::wanted(session.query())?);
    let conditions = Conditions::of(&session)?;
    let document = session.document(body).await?;
    conditions.refuse_named(&session, kind, &id).await?;
    let (service, if_match) = (session.service(), conditions.if_match());
    match service.replace(&session.caller, kind, &id, document, if_match, &wanted).await {
        Ok(answer) if minimal => Ok(respond::minimal(StatusCode::NO_CONTENT, answer)),
        Ok(answer) => Ok(respond::resource(StatusCode::OK, answer, media_type)),
        Err(error) => Err(session.refuse(&error)),
    }
}

/// `PATCH /Users/{id}`: 200 with the resource (RFC 7644 §3.5.2).
pub(crate) async fn patch(
    target: Target,
    shared: Arc<Shared>,
    request: Request,
) -> Result<Response, Problem> {
    let (session, body) = Session::open(shared, request).await?;
    let (kind, id) = target.of(&session)?;
    let media_type = negotiate::answer(&session.parts.headers)?;
    let (minimal, wanted) =
        prefer::minimal(&session.parts.headers, query::wanted(session.query())?);
    let conditions = Conditions::of(&session)?;
    let document = session.document(body).await?;
    conditions.refuse_named(&session, kind, &id).await?;
    let (service, if_match) = (session.service(), conditions.if_match());
    match service.patch(&session.caller, kind, &id, document, if_match, &wanted).await {
        Ok(answer) if minimal => Ok(respond::minimal(StatusCode::NO_CONTENT, answer)),
        Ok(answer) => Ok(respond::resource(StatusCode::OK, answer, media_type)),
        Err(error) => Err(session.refuse(&error)),
    }
}

/// `DELETE /Users/{id}`: 204 (RFC 7644 §3.6). There is nothing to negotiate: no body is sent.
pub(crate) async fn delete(
    target: Target,
    shared: Arc<Shared>,
    request: Request,
) -> Result<Response, Problem> {
    let (session, _) = Session::open(shared, request).await?;
    let (kind, id) = target.of(&session)?;
    let conditions = Conditions::of(&session)?;
    conditions.refuse_named(&session, kind, &id).await?;
    match session.service().delete(&session.caller, kind, &id, conditions.if_match()).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(error) => Err(session.refuse(&error)),
    }
}
