//! Refusals: every 4xx and 5xx is a SCIM error (RFC 7644 §3.12), on every path.
//!
//! [`domain`] maps what the domain refuses, [`transport`] what never reaches it. Nothing else makes a status.

mod domain;
mod transport;

use std::sync::Arc;

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use scim::ScimType;
use scim::message::ErrorMessage;
use serde::Serialize;

pub(crate) use domain::{admission, provisioning};
pub(crate) use transport::method_not_allowed;

/// The media type of every error, whatever the client accepts.
pub(crate) const CONTENT_TYPE: HeaderValue = HeaderValue::from_static("application/scim+json");

/// Why a request is answered with an error, and how.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    scim_type: Option<ScimType>,
    detail: String,
    /// Rare, and boxed so that results stay small.
    more: Option<Box<More>>,
}

/// What only some refusals carry.
#[derive(Debug, Default)]
struct More {
    members: Members,
    headers: Vec<(HeaderName, HeaderValue)>,
    cause: Option<Cause>,
}

/// Members beside those of RFC 7644.
#[derive(Debug, Default, Serialize)]
struct Members {
    /// Atlassian's gateway: what is wrong …
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    /// … and in which request: sixteen hexadecimal digits.
    #[serde(rename = "traceId", skip_serializing_if = "Option::is_none")]
    trace_id: Option<String>,
    /// The resource that holds a value that must be unique.
    #[serde(skip_serializing_if = "Option::is_none")]
    existing: Option<Existing>,
}

#[derive(Debug, Serialize)]
struct Existing {
    id: String,
    location: String,
}

/// What operators are to know, and clients are not: it travels as an extension of the response to the log.
#[derive(Clone, Debug)]
pub(crate) struct Cause(pub(crate) Arc<str>);

#[derive(Serialize)]
struct Body {
    #[serde(flatten)]
    message: ErrorMessage,
    #[serde(flatten)]
    members: Members,
}

impl Problem {
    fn new(status: StatusCode, scim_type: Option<ScimType>, detail: impl Into<String>) -> Self {
        Self { status, scim_type, detail: detail.into(), more: None }
    }

    fn more(&mut self) -> &mut More {
        self.more.get_or_insert_default()
    }

    fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.more().headers.push((name, value));
        self
    }

    /// Asks the client to come back in a moment.
    fn with_retry(self) -> Self {
        self.with_header(header::RETRY_AFTER, HeaderValue::from_static("1"))
    }

    fn with_gateway(mut self, error: String, trace_id: String) -> Self {
        let members = &mut self.more().members;
        members.error = Some(error);
        members.trace_id = Some(trace_id);
        self
    }

    fn with_existing(mut self, id: String, location: String) -> Self {
        self.more().members.existing = Some(Existing { id, location });
        self
    }

    fn with_cause(mut self, cause: impl Into<Arc<str>>) -> Self {
        self.more().cause = Some(Cause(cause.into()));
        self
    }

    /// The status.
    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    /// What the client is told.
    pub(crate) fn detail(&self) -> &str {
        &self.detail
    }

    /// Puts on another body what goes with the refusal: its headers, and what operators are to know.
    pub(crate) fn dress(self, mut response: Response) -> Response {
        let More { headers, cause, .. } = self.more.map(|more| *more).unwrap_or_default();
        response.headers_mut().extend(headers);
        if let Some(cause) = cause {
            response.extensions_mut().insert(cause);
        }
        response
    }

    /// As a part of another answer: the status, the body, and what operators are to know.
    pub(crate) fn into_part(mut self) -> (StatusCode, Vec<u8>, Option<Cause>) {
        let cause = self.more.as_mut().and_then(|more| more.cause.take());
        (self.status, self.into_body(), cause)
    }

    /// The body alone, for answers that are not made by the router.
    pub(crate) fn into_body(self) -> Vec<u8> {
        let message = ErrorMessage::new(self.status.as_u16(), self.scim_type, self.detail);
        let members = self.more.map(|more| more.members).unwrap_or_default();
        // Strings and structs with names always serialize.
        serde_json::to_vec(&Body { message, members }).unwrap_or_default()
    }
}

impl IntoResponse for Problem {
    fn into_response(mut self) -> Response {
        let (headers, cause) = match &mut self.more {
            Some(more) => (std::mem::take(&mut more.headers), more.cause.take()),
            None => (Vec::new(), None),
        };
        let mut response = (self.status, self.into_body()).into_response();
        let sent = response.headers_mut();
        sent.insert(header::CONTENT_TYPE, CONTENT_TYPE);
        for (name, value) in headers {
            sent.insert(name, value);
        }
        if let Some(cause) = cause {
            response.extensions_mut().insert(cause);
        }
        response
    }
}
