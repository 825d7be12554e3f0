//! What the server answered, and what can be insisted on.

use std::sync::Arc;

use client::Exchange;
use serde_json::Value;

use crate::stop::Stop;

/// The schema of errors (RFC 7644 §3.12).
const ERROR: &str = "urn:ietf:params:scim:api:messages:2.0:Error";

/// One answer. Each insistence gives the answer back, or says what is wrong with it.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    exchange: Arc<Exchange>,
    /// The body; null if there was none, or if it was no JSON.
    pub(crate) body: Value,
}

type Insisted<'a> = Result<&'a Answer, Stop>;

impl Answer {
    pub(crate) fn new(exchange: Exchange) -> Self {
        let body = serde_json::from_str(&exchange.body).unwrap_or_default();
        Self { exchange: Arc::new(exchange), body }
    }

    /// What is wrong with this answer.
    pub(crate) fn wrong(&self, why: impl Into<String>) -> Stop {
        Stop::Failed { why: why.into(), exchange: Some(Arc::clone(&self.exchange)) }
    }

    /// Insists that something holds; if not, `why` says what was expected and what was found.
    pub(crate) fn must(&self, holds: bool, why: impl Into<String>) -> Insisted<'_> {
        if holds { Ok(self) } else { Err(self.wrong(why)) }
    }

    /// The HTTP status.
    pub(crate) fn code(&self) -> u16 {
        self.exchange.status
    }

    /// The body as it came.
    pub(crate) fn text(&self) -> &str {
        &self.exchange.body
    }

    /// A header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.exchange.header(name)
    }

    /// A value in the body, by JSON pointer; null if there is none.
    pub(crate) fn at(&self, pointer: &str) -> &Value {
        at(&self.body, pointer)
    }

    /// A text in the body, by JSON pointer.
    pub(crate) fn string(&self, pointer: &str) -> Result<&str, Stop> {
        let found = self.at(pointer);
        found.as_str().ok_or_else(|| {
            self.wrong(format!("{} is {found}; a string was expected", dotted(pointer)))
        })
    }

    /// The elements of a list in the body, by JSON pointer; none if it is absent.
    pub(crate) fn elements(&self, pointer: &str) -> &[Value] {
        self.at(pointer).as_array().map_or(&[], Vec::as_slice)
    }

    /// Insists on one of these statuses.
    pub(crate) fn is(&self, codes: &[u16]) -> Insisted<'_> {
        let expected: Vec<String> = codes.iter().map(u16::to_string).collect();
        let why = || format!("the status is {}; expected {}", self.code(), expected.join(" or "));
        self.must(codes.contains(&self.code()), why())
    }

    /// Insists on a value in the body.
    pub(crate) fn has(&self, pointer: &str, expected: impl Into<Value>) -> Insisted<'_> {
        let (found, expected) = (self.at(pointer), expected.into());
        self.must(
            *found == expected,
            format!("{} is {found}; expected {expected}", dotted(pointer)),
        )
    }

    /// Insists that nothing is there: absent, or an empty list (RFC 7643 §2.5).
    pub(crate) fn lacks(&self, pointer: &str) -> Insisted<'_> {
        let found = self.at(pointer);
        let absent = self.body.pointer(pointer).is_none() || *found == Value::Array(Vec::new());
        self.must(absent, format!("{} is {found}; it should be absent", dotted(pointer)))
    }

    /// Insists on a refusal with one of these statuses and a SCIM error body.
    pub(crate) fn refused(&self, codes: &[u16]) -> Insisted<'_> {
        self.is(codes)?.is_an_error()
    }

    /// Insists on a refusal with a status, a SCIM error body and a `scimType`.
    pub(crate) fn refused_as(&self, code: u16, scim_type: &str) -> Insisted<'_> {
        self.refused(&[code])?.has("/scimType", scim_type)
    }

    /// Insists on a SCIM error body that repeats the status as a string (RFC 7644 §3.12).
    pub(crate) fn is_an_error(&self) -> Insisted<'_> {
        let urn = self.elements("/schemas").iter().any(|urn| urn.as_str() == Some(ERROR));
        self.must(urn, format!("the body of the error does not list `{ERROR}` in schemas"))?;
        self.has("/status", self.code().to_string())
    }
}

/// A value in another, by JSON pointer; null if there is none.
pub(crate) fn at<'a>(value: &'a Value, pointer: &str) -> &'a Value {
    value.pointer(pointer).unwrap_or(&Value::Null)
}

/// A JSON pointer as people say it: `/name/familyName` is `name.familyName`.
fn dotted(pointer: &str) -> String {
    pointer.trim_start_matches('/').replace("~1", "\u{0}").replace('/', ".").replace('\u{0}', "/")
}
