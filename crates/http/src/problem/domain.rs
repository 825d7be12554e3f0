//! From the domain's errors to statuses and keywords: the one place that knows both.

use std::error::Error as _;

use axum::http::{HeaderValue, Method, StatusCode, header};
use directory::bulk::BulkError;
use directory::error::Unauthenticated;
use directory::profile::Messages;
use directory::{Caller, CursorError, Error};
use scim::ScimType;

use super::Problem;
use crate::exchange::Exchange;

/// What Atlassian's gateway says to a key that may not do this.
const NOT_AUTHORIZED: &str = "You are not authorized to call the API";

/// Why a request was not let in. The profile is not known yet, so both families of Atlassian's errors are sent in one
/// body: SCIM's and the gateway's.
pub(crate) fn admission(error: &Error, exchange: &Exchange, path: &str) -> Problem {
    let text = match error {
        Error::Unauthenticated(_) => Messages::Atlassian.detail(error),
        Error::Forbidden(_) => {
            format!("Not authorized to access : {}", path.trim_start_matches('/'))
        }
        _ => return plain(error, Messages::Plain),
    };
    plain(error, Messages::Plain).with_gateway(text, exchange.trace())
}

/// Why a request of an administrator is refused: where no profile has a say.
impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        plain(&error, Messages::Plain)
    }
}

/// Why a request to a directory is refused, in the wording of its profile.
pub(crate) fn provisioning(
    error: &Error,
    caller: &Caller,
    exchange: &Exchange,
    method: &Method,
) -> Problem {
    let profile = caller.profile();
    let problem = plain(error, profile.messages);
    match error {
        Error::UnknownMember { .. }
            if method == Method::PATCH && profile.lifecycle.unknown_member_not_found =>
        {
            Problem { status: StatusCode::NOT_FOUND, scim_type: None, ..problem }
        }
        // Atlassian's text has no room for the holder; our own says it.
        Error::Taken { kind, holder: Some(id), .. } if profile.messages == Messages::Atlassian => {
            let location = format!("{}{}/{id}", caller.base(), kind.endpoint());
            problem.with_existing(id.to_string(), location)
        }
        Error::Forbidden(_) if profile.gateway_errors => {
            problem.with_gateway(NOT_AUTHORIZED.to_owned(), exchange.trace())
        }
        _ => problem,
    }
}

/// What an error is in every profile.
fn plain(error: &Error, messages: Messages) -> Problem {
    let (status, scim_type) = status(error);
    let problem = Problem::new(status, scim_type, messages.detail(error));
    match error {
        Error::Unauthenticated(reason) => {
            problem.with_header(header::WWW_AUTHENTICATE, challenge(*reason))
        }
        Error::Busy { .. } | Error::Store(_) => problem.with_retry().with_cause(chain(error)),
        _ => problem,
    }
}

fn status(error: &Error) -> (StatusCode, Option<ScimType>) {
    match error {
        Error::Scim(error) => (StatusCode::BAD_REQUEST, Some(error.scim_type())),
        Error::NotFound { .. } | Error::Unknown { .. } => (StatusCode::NOT_FOUND, None),
        Error::Taken { .. } | Error::ReservedName { .. } => {
            (StatusCode::CONFLICT, Some(ScimType::Uniqueness))
        }
        Error::Rename => (StatusCode::BAD_REQUEST, Some(ScimType::Mutability)),
        Error::UnknownMember { .. }
        | Error::Membership(_)
        | Error::PrimaryEmail
        | Error::Invalid(_)
        | Error::Customization(_) => (StatusCode::BAD_REQUEST, Some(ScimType::InvalidValue)),
        Error::Bulk(error) => in_bulk(error),
        Error::Precondition { .. } => (StatusCode::PRECONDITION_FAILED, None),
        Error::Cursor(reason) => (StatusCode::BAD_REQUEST, Some(cursor_keyword(*reason))),
        Error::FilterNotOffered { .. } => (StatusCode::BAD_REQUEST, Some(ScimType::InvalidFilter)),
        Error::TooMany { .. }
        | Error::TooLarge { .. }
        | Error::TooCostly { .. }
        | Error::Crowded { .. } => (StatusCode::BAD_REQUEST, Some(ScimType::TooMany)),
        Error::Unauthenticated(_) => (StatusCode::UNAUTHORIZED, None),
        Error::Forbidden(_) => (StatusCode::FORBIDDEN, None),
        Error::Busy { .. } | Error::Store(_) => (StatusCode::SERVICE_UNAVAILABLE, None),
    }
}

/// RFC 7644 §3.7.1 on references, §3.7.4 on limits.
fn in_bulk(error: &BulkError) -> (StatusCode, Option<ScimType>) {
    match error {
        BulkError::TooManyOperations { .. } | BulkError::TooLarge { .. } => {
            (StatusCode::PAYLOAD_TOO_LARGE, None)
        }
        BulkError::Unresolved { .. }
        | BulkError::FailedReference { .. }
        | BulkError::Circular { .. } => (StatusCode::CONFLICT, Some(ScimType::InvalidValue)),
        BulkError::Method { .. } | BulkError::Path { .. } | BulkError::Version { .. } => {
            (StatusCode::BAD_REQUEST, Some(ScimType::InvalidValue))
        }
        BulkError::MissingId | BulkError::Data { .. } => {
            (StatusCode::BAD_REQUEST, Some(ScimType::InvalidSyntax))
        }
    }
}

/// The keywords of RFC 9865.
fn cursor_keyword(reason: CursorError) -> ScimType {
    match reason {
        CursorError::Invalid => ScimType::InvalidCursor,
        CursorError::Expired => ScimType::ExpiredCursor,
        CursorError::Count => ScimType::InvalidCount,
    }
}

/// RFC 6750 §3: a request without credentials is not told of an error, only of the scheme.
fn challenge(reason: Unauthenticated) -> HeaderValue {
    HeaderValue::from_static(match reason {
        Unauthenticated::Missing => "Bearer realm=\"rollcall\"",
        _ => "Bearer realm=\"rollcall\", error=\"invalid_token\"",
    })
}

/// An error and its causes, outermost first.
fn chain(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests;
