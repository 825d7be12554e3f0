//! What the server answered, and what can be insisted on.
//!
//! Of a body only what is insisted on is kept; the rest is passed over, so that checking costs the machine little of
//! what is measured.

use std::borrow::Cow;

use hyper::body::Bytes;
use hyper::header::{HeaderMap, HeaderName};
use serde::Deserialize;

/// An answer, whole.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// What is looked at of a user or a group.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Resource<'a> {
    #[serde(borrow)]
    pub(crate) id: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(crate) user_name: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    pub(crate) display_name: Option<Cow<'a, str>>,
    #[serde(default)]
    pub(crate) active: Option<bool>,
}

/// What is looked at of a list (RFC 7644 §3.4.2).
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct List<'a> {
    #[serde(default)]
    pub(crate) total_results: u64,
    #[serde(borrow, default, rename = "Resources")]
    pub(crate) resources: Vec<Resource<'a>>,
    #[serde(borrow, default)]
    pub(crate) next_cursor: Option<Cow<'a, str>>,
}

/// What a check comes to: what is wrong, in words.
pub(crate) type Checked<T = ()> = Result<T, String>;

impl Answer {
    /// Insists on one of these statuses.
    pub(crate) fn is(&self, statuses: &[u16]) -> Checked {
        if statuses.contains(&self.status) {
            return Ok(());
        }
        let expected: Vec<String> = statuses.iter().map(u16::to_string).collect();
        Err(format!("the status is {}; expected {}", self.status, expected.join(" or ")))
    }

    /// Insists on a user or a group.
    pub(crate) fn resource(&self) -> Checked<Resource<'_>> {
        serde_json::from_slice(&self.body)
            .map_err(|error| format!("the body is no resource: {error}"))
    }

    /// Insists on a list.
    pub(crate) fn list(&self) -> Checked<List<'_>> {
        serde_json::from_slice(&self.body).map_err(|error| format!("the body is no list: {error}"))
    }

    /// A header.
    pub(crate) fn header(&self, name: &HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// Insists that a value is the one asked for.
pub(crate) fn same(what: &str, found: Option<&str>, expected: &str) -> Checked {
    if found == Some(expected) {
        return Ok(());
    }
    let found = found.map_or_else(|| "absent".to_owned(), |found| format!("`{found}`"));
    Err(format!("{what} is {found}; expected `{expected}`"))
}

/// Insists that a name is the one asked for, in whatever case.
pub(crate) fn same_name(found: Option<&str>, expected: &str) -> Checked {
    if found.is_some_and(|found| found.eq_ignore_ascii_case(expected)) {
        return Ok(());
    }
    same("userName", found, expected)
}
