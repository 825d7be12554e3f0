//! What an action gives back.

use client::Answer;
use serde_json::Value;

/// What an action gives back.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Output {
    /// What came of it.
    pub outcome: Outcome,
    /// What the service answered: the user, the list, null if nothing.
    pub body: Value,
    /// The HTTP status of the last answer, if one was asked for over HTTP.
    pub status: Option<u16>,
    /// Where the new resource is.
    pub location: Option<String>,
    /// What else was done or not done, and should be known.
    pub notices: Vec<String>,
}

/// What came of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It was done.
    Done,
    /// There is a new resource.
    Created,
    /// It was there already, and was left as it is.
    Existed,
    /// It was there already, and was brought up to date.
    Updated,
}

impl Output {
    /// What an answer comes to.
    pub(crate) fn answered(outcome: Outcome, answer: Answer) -> Self {
        let Answer { status, location, body, notices, .. } = answer;
        Self { outcome, body, status: Some(status), location, notices }
    }

    /// What a resource that was found comes to.
    pub(crate) fn of_resource(outcome: Outcome, body: Value) -> Self {
        let location = body.pointer("/meta/location").and_then(Value::as_str).map(str::to_owned);
        Self { outcome, body, status: Some(200), location, notices: Vec::new() }
    }
}
