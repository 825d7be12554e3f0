//! Answers that went well.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use directory::{Answer, Listing};

use super::prefer;
use crate::negotiate::MediaType;

/// One sentence each on what else a change has done: a link that was broken, memberships that ended.
const NOTICE: HeaderName = HeaderName::from_static("rollcall-notice");

/// A JSON body.
pub(super) fn json(body: Vec<u8>, media_type: MediaType) -> Response {
    let mut response = body.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, media_type.header());
    response
}

/// A ListResponse, with its notices.
pub(super) fn listing(listing: Listing, media_type: MediaType) -> Response {
    let mut response = json(listing.body, media_type);
    notify(response.headers_mut(), listing.notices);
    response
}

/// One resource, with its `Location`, `ETag` and notices.
pub(super) fn resource(status: StatusCode, answer: Answer, media_type: MediaType) -> Response {
    let mut response = json(answer.body, media_type);
    *response.status_mut() = status;
    describe(response.headers_mut(), answer.location, answer.etag, answer.notices);
    response
}

/// A change that was made, without the resource (RFC 7240 §4.2).
pub(super) fn minimal(status: StatusCode, answer: Answer) -> Response {
    let mut response = status.into_response();
    let headers = response.headers_mut();
    headers.insert(prefer::APPLIED, prefer::MINIMAL);
    describe(headers, answer.location, answer.etag, answer.notices);
    response
}

/// The client has that version already: 304 (RFC 9110 §15.4.5).
pub(super) fn not_modified(answer: Answer) -> Response {
    let mut response = StatusCode::NOT_MODIFIED.into_response();
    describe(response.headers_mut(), answer.location, answer.etag, answer.notices);
    response
}

/// What is no header value is left out: a base URL, a tag and notices are printable ASCII.
fn describe(headers: &mut HeaderMap, location: String, etag: Option<String>, notices: Vec<String>) {
    if let Ok(location) = HeaderValue::try_from(location) {
        headers.insert(header::LOCATION, location);
    }
    if let Some(etag) = etag.and_then(|etag| HeaderValue::try_from(etag).ok()) {
        headers.insert(header::ETAG, etag);
    }
    notify(headers, notices);
}

pub(super) fn notify(headers: &mut HeaderMap, notices: Vec<String>) {
    for notice in notices.into_iter().filter_map(|notice| HeaderValue::try_from(notice).ok()) {
        headers.append(NOTICE, notice);
    }
}
