//! The members of a group and the groups of a user in pages: an extension of our own, for groups of a size that no
//! one answer should hold.

use std::sync::Arc;

use axum::extract::Request;
use axum::response::Response;
use directory::model::Kind;

use super::respond;
use super::session::Session;
use crate::app::Shared;
use crate::problem::Problem;
use crate::{negotiate, query};

/// `GET /Groups/{id}/members` and `GET /Users/{id}/groups`: a ListResponse of `{value, $ref, type, display}`, by
/// `filter`, `startIndex`, `count` and `cursor`.
pub(crate) async fn list(
    kind: Kind,
    shared: Arc<Shared>,
    request: Request,
) -> Result<Response, Problem> {
    let (session, _) = Session::open(shared, request).await?;
    let media_type = negotiate::answer(&session.parts.headers)?;
    let query = query::list(session.query())?;
    match session.service().list_neighbours(&session.caller, kind, session.id(), &query).await {
        Ok(listing) => Ok(respond::listing(listing, media_type)),
        Err(error) => Err(session.refuse(&error)),
    }
}
