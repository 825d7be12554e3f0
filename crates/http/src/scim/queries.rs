//! Lists and searches: by parameters of the URL (RFC 7644 §3.4.2), or by a message (§3.4.3).

use std::sync::Arc;

use axum::extract::Request;
use axum::response::{IntoResponse as _, Response};
use directory::model::Kind;
use directory::{Error, ListQuery, Wanted};
use scim::SearchRequest;

use super::session::Session;
use super::{plan, refusals, respond};
use crate::app::Shared;
use crate::problem::Problem;
use crate::{negotiate, query};

/// What is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Among {
    /// The resources of one type.
    One(Kind),
    /// All of them: the root (RFC 7644 §3.4.2.1).
    All,
}

/// `GET /Users`, `GET /`: a ListResponse.
pub(crate) async fn list(
    among: Among,
    shared: Arc<Shared>,
    request: Request,
) -> Result<Response, Problem> {
    let (session, _) = Session::open(shared, request).await?;
    let searching = among == Among::All;
    refusals::unless_offered(&session, !searching || session.caller.profile().features.search)?;
    let query = query::list(session.query())?;
    answer(among, &session, &query).await
}

/// `POST /Users/.search`, `POST /.search`: the same, asked in a message.
pub(crate) async fn search(
    among: Among,
    shared: Arc<Shared>,
    request: Request,
) -> Result<Response, Problem> {
    let (session, body) = Session::open(shared, request).await?;
    refusals::unless_offered(&session, session.caller.profile().features.search)?;
    let document = session.document(body).await?;
    let request = SearchRequest::read(document, &session.caller.profile().tolerances);
    let request = request.map_err(|error| session.refuse(&Error::Scim(error.into())))?;
    answer(among, &session, &list_query(request)).await
}

fn list_query(request: SearchRequest) -> ListQuery {
    // A name holds no comma: the list of a URL says the same.
    let names = |names: Vec<String>| (!names.is_empty()).then(|| names.join(","));
    ListQuery {
        filter: request.filter,
        start_index: request.start_index,
        count: request.count,
        cursor: request.cursor,
        sort_by: request.sort_by,
        sort_order: request.sort_order,
        wanted: Wanted {
            attributes: names(request.attributes),
            excluded_attributes: names(request.excluded_attributes),
            nothing: false,
        },
    }
}

async fn answer(among: Among, session: &Session, query: &ListQuery) -> Result<Response, Problem> {
    let media_type = negotiate::answer(&session.parts.headers)?;
    let plan = plan::of(session, among, query).await?;
    let (service, caller) = (session.service(), &session.caller);
    let found = match among {
        Among::One(kind) => service.list(caller, kind, query).await,
        Among::All => service.list_all(caller, query).await,
    };
    // A query that was refused for its cost is the one to be explained.
    let mut response = match found {
        Ok(listing) => respond::listing(listing, media_type),
        Err(error) => session.refuse(&error).into_response(),
    };
    plan::tell(&mut response, plan);
    Ok(response)
}
