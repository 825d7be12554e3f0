//! How an action ended, as a page shows it and as a program is told.

use ::actions::{ActionError, ErrorKind, Outcome, Output, Plan};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::json;

use crate::pages::{json as markup, json_answer};
use crate::problem::{self, Problem};

/// What came of it: `created`, `existed`, `updated`, `done`.
const OUTCOME: HeaderName = HeaderName::from_static("rollcall-outcome");

/// What else was done or not done, one sentence each.
const NOTICE: HeaderName = HeaderName::from_static("rollcall-notice");

/// How it ended, for people.
#[derive(Debug, Default)]
pub(crate) struct Result {
    pub(crate) title: String,
    pub(crate) failed: bool,
    /// The status, with its name: `201 Created`.
    pub(crate) status: Option<String>,
    pub(crate) detail: Option<String>,
    pub(crate) faults: Vec<String>,
    pub(crate) hint: Option<String>,
    pub(crate) notices: Vec<String>,
    pub(crate) location: Option<String>,
    /// HTML.
    pub(crate) body: Option<String>,
}

impl Result {
    /// It was done.
    pub(crate) fn done(title: &str, output: Output) -> Self {
        let said = match output.outcome {
            Outcome::Created => "Created",
            Outcome::Existed => "It was there already, and is as it was",
            Outcome::Updated => "It was there already, and is up to date now",
            Outcome::Done => "Done",
        };
        Self {
            title: format!("{title}: {said}"),
            status: output.status.map(named),
            notices: output.notices,
            location: output.location,
            body: (!output.body.is_null()).then(|| markup::html(&output.body)),
            ..Self::default()
        }
    }

    /// Nothing was sent; this would be.
    pub(crate) fn planned(plan: &Plan) -> Self {
        let value = serde_json::to_value(plan).unwrap_or_default();
        Self {
            title: "Nothing was sent".to_owned(),
            detail: Some("With these parameters, this would be sent:".to_owned()),
            body: Some(markup::html(&value)),
            ..Self::default()
        }
    }

    /// Nothing was sent; this would be, step by step.
    pub(crate) fn rehearsed(text: &str) -> Self {
        Self {
            title: "Nothing was sent".to_owned(),
            detail: Some(
                "With these inputs, and with examples of what is answered, this would be sent:"
                    .to_owned(),
            ),
            body: Some(markup::text(text)),
            ..Self::default()
        }
    }

    /// The action did not end well.
    pub(crate) fn failed(title: &str, error: &ActionError) -> Self {
        let said = match error.kind() {
            ErrorKind::Conflict => "There is one already, or another change came first",
            ErrorKind::NotFound => "It is not there",
            ErrorKind::Unauthorized => "The key does not open this",
            _ => "It was not done",
        };
        let refusal = error.refusal();
        let detail = refusal.map(|refusal| refusal.detail.clone());
        Self {
            title: format!("{title}: {said}"),
            failed: true,
            status: Some(named(status(error).as_u16())),
            detail: detail.or_else(|| Some(error.words().join(": "))),
            hint: error.hint(),
            body: refusal.map(|refusal| markup::html(&refusal.body)),
            ..Self::default()
        }
    }

    /// It was refused before it began.
    pub(crate) fn refused(title: &str, problem: &Problem) -> Self {
        Self {
            title: format!("{title}: It was not done"),
            failed: true,
            status: Some(named(problem.status().as_u16())),
            detail: Some(problem.detail().to_owned()),
            ..Self::default()
        }
    }

    /// The inputs are wrong.
    pub(crate) fn invalid(title: &str, faults: Vec<String>) -> Self {
        Self {
            title: format!("{title}: Nothing was sent"),
            failed: true,
            detail: Some("Something is wrong with what was given:".to_owned()),
            faults,
            ..Self::default()
        }
    }
}

fn named(status: u16) -> String {
    let known = StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
    known.map_or_else(|| status.to_string(), |reason| format!("{status} {reason}"))
}

/// The status a failure is answered with: that of the service, if it was the service that refused.
pub(super) fn status(error: &ActionError) -> StatusCode {
    let refused = error.status().and_then(|status| StatusCode::from_u16(status).ok());
    refused.unwrap_or_else(|| match error.kind() {
        ErrorKind::Invalid | ErrorKind::Refused => StatusCode::BAD_REQUEST,
        ErrorKind::Unauthorized => StatusCode::FORBIDDEN,
        ErrorKind::NotFound => StatusCode::NOT_FOUND,
        ErrorKind::Conflict => StatusCode::CONFLICT,
        ErrorKind::NotConnected | ErrorKind::Busy => StatusCode::SERVICE_UNAVAILABLE,
        ErrorKind::Unreachable | ErrorKind::Failed => StatusCode::BAD_GATEWAY,
    })
}

/// What a program is answered: what the service answered, its status, its `Location`.
pub(super) fn answer(output: Output) -> Response {
    let status = output.status.and_then(|status| StatusCode::from_u16(status).ok());
    let mut response = if output.body.is_null() {
        StatusCode::NO_CONTENT.into_response()
    } else {
        json_answer(status.unwrap_or(StatusCode::OK), &output.body)
    };
    let headers = response.headers_mut();
    headers.insert(OUTCOME, HeaderValue::from_static(word(output.outcome)));
    if let Some(location) = output.location.and_then(|at| HeaderValue::try_from(at).ok()) {
        headers.insert(header::LOCATION, location);
    }
    for notice in output.notices.into_iter().filter_map(|text| HeaderValue::try_from(text).ok()) {
        headers.append(NOTICE, notice);
    }
    response
}

/// What a program is told would be sent.
pub(super) fn plan(plan: &Plan) -> Response {
    json_answer(
        StatusCode::OK,
        &json!({"requests": serde_json::to_value(plan).unwrap_or_default()}),
    )
}

/// What a program is told that went wrong: the words of the service, if it was the service that refused.
pub(super) fn refusal(error: &ActionError) -> Response {
    if let Some(refusal) = error.refusal().filter(|refusal| refusal.body.is_object()) {
        let mut response = json_answer(status(error), &refusal.body);
        response.headers_mut().insert(header::CONTENT_TYPE, problem::CONTENT_TYPE);
        return response;
    }
    let words = error.words().join(": ");
    match error {
        ActionError::Inputs(_) => Problem::bad_inputs(words).into_response(),
        _ => Problem::of_action(status(error), words).into_response(),
    }
}

const fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => "done",
        Outcome::Created => "created",
        Outcome::Existed => "existed",
        Outcome::Updated => "updated",
    }
}
