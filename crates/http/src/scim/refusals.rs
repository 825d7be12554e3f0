//! What a directory's callers are told of paths and methods that aren't there. Strangers are told to authenticate.

use std::sync::Arc;

use axum::extract::{Request, State};

use super::session::Session;
use crate::app::Shared;
use crate::problem::Problem;

/// 404 for a path that no route has, 400 for one of another version of the protocol (RFC 7644 §3.13).
pub(crate) async fn no_such_endpoint(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Problem {
    match Session::open(shared, request).await {
        Ok((session, _)) => {
            let path = session.parts.uri.path();
            match endpoint(path).split('/').next().filter(|segment| is_version(segment)) {
                Some(version) => Problem::unsupported_version(version),
                None => Problem::no_such_endpoint(path),
            }
        }
        Err(problem) => problem,
    }
}

/// Whether a segment of a path names a version of the protocol: `v1`, `v1.1`.
fn is_version(segment: &str) -> bool {
    segment.strip_prefix('v').is_some_and(|number| {
        number.starts_with(|first: char| first.is_ascii_digit())
            && number.chars().all(|one| one.is_ascii_digit() || one == '.')
    })
}

/// 405; the router adds `Allow`.
pub(crate) async fn method_not_allowed(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Problem {
    match Session::open(shared, request).await {
        Ok((session, _)) => {
            Problem::method_not_allowed(&session.parts.method, session.parts.uri.path())
        }
        Err(problem) => problem,
    }
}

/// 501 for what SCIM has and this service does not offer, whatever the profile.
pub(crate) async fn not_implemented(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Problem {
    match Session::open(shared, request).await {
        Ok((session, _)) => not_offered(&session),
        Err(problem) => problem,
    }
}

/// 501 for what the profile of the directory has off.
pub(super) fn unless_offered(session: &Session, offered: bool) -> Result<(), Problem> {
    if offered { Ok(()) } else { Err(not_offered(session)) }
}

fn not_offered(session: &Session) -> Problem {
    let endpoint = endpoint(session.parts.uri.path());
    Problem::not_implemented(&format!("{} /{endpoint}", session.parts.method))
}

/// What follows the base URL of a directory: `Users/.search`.
fn endpoint(path: &str) -> &str {
    path.splitn(5, '/').nth(4).unwrap_or_default()
}
