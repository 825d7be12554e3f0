//! Which users are linked to which accounts, and the ways to end that.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use directory::model::{AccountId, DirectoryId, Kind, Link, OrganizationId, ResourceId};
use directory::{Administrator, Error};
use serde::Serialize;
use serde_json::Value;

use super::session::Session;
use crate::app::Shared;
use crate::negotiate::MediaType;
use crate::problem::Problem;

/// The body of an answer.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ScimLinks {
    scim_links: Vec<ScimLink>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the names on the wire")]
struct ScimLink {
    scim_user_id: ResourceId,
    /// `null` for a user that is not linked, as Atlassian sends it.
    atlassian_account_id: Option<AccountId>,
    org_id: OrganizationId,
    directory_id: DirectoryId,
}

/// `GET …/user/{aaId}/get-scim-links`: the users linked to an account.
pub(crate) async fn of_account(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    let (session, _) = Session::open(shared, request).await?;
    let account = account(session.path.get("aaId"))?;
    let links = session.service().links_of_account(&session.administrator, account).await;
    Ok(answer(&session.administrator, links.map_err(Problem::from)?))
}

/// `POST …/get-scim-links-for-email` with `{"email": …}`: the users that hold an e-mail, linked or not.
pub(crate) async fn for_email(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    let (session, body) = Session::open(shared, request).await?;
    let document = session.document(body).await?;
    let Some(Value::String(email)) = document.get("email") else {
        return Err(Problem::bad_value(
            "email: a string is required, as {\"email\": \"ada@example.com\"}.",
        ));
    };
    let links = session.service().links_for_email(&session.administrator, email).await;
    Ok(answer(&session.administrator, links.map_err(Problem::from)?))
}

/// `PATCH …/scimDirectoryId/{scimDirectoryId}/scimUserId/{scimUserId}/unlink`: 204. A body is not read: clients send
/// none or `{}`.
pub(crate) async fn unlink(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    let (session, _) = Session::open(shared, request).await?;
    let id = session.path.get("scimUserId");
    let directory = session.path.get("scimDirectoryId").parse();
    let user = id.parse();
    let (Ok(directory), Ok(user)) = (directory, user) else {
        return Err(Problem::from(Error::NotFound { kind: Kind::User, id: id.to_owned() }));
    };
    session
        .service()
        .unlink(&session.administrator, directory, user)
        .await
        .map_err(Problem::from)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `DELETE …/user/{aaId}/onlyDeleteUserInDB`: deletes the users linked to a managed account in all directories, and
/// leaves the account as it is. 204.
pub(crate) async fn delete_records(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    let (session, _) = Session::open(shared, request).await?;
    let account = account(session.path.get("aaId"))?;
    let done = session.service().delete_scim_records(&session.administrator, account).await;
    done.map_err(Problem::from)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn account(text: &str) -> Result<AccountId, Problem> {
    text.parse()
        .map_err(|_| Problem::from(Error::Unknown { what: "account", name: text.to_owned() }))
}

fn answer(administrator: &Administrator, links: Vec<Link>) -> Response {
    let org_id = administrator.organization();
    let scim_links = links
        .into_iter()
        .map(|link| ScimLink {
            scim_user_id: link.user,
            atlassian_account_id: link.account,
            org_id,
            directory_id: link.directory,
        })
        .collect();
    // Ids always serialize.
    let body = serde_json::to_vec(&ScimLinks { scim_links }).unwrap_or_default();
    ([(header::CONTENT_TYPE, MediaType::Json.header())], body).into_response()
}
