//! One request and its answer.

use std::fmt;

use serde_json::Value;

/// A request to one directory.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) method: &'static str,
    /// What follows the base URL of the directory.
    pub(super) path: String,
    pub(super) query: Vec<(&'static str, String)>,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Option<Value>,
}

/// What was answered: everything a client can tell two services apart by.
#[derive(Debug, PartialEq)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, String)>,
    /// The body; null where there is none. A cursor, which is sealed by each service for itself, is `…`.
    pub(super) body: Value,
    /// Its text, for where a cursor is not in it.
    pub(super) text: String,
}

impl Request {
    /// A request without a body.
    pub(super) fn new(method: &'static str, path: impl Into<String>) -> Self {
        let (query, headers) = (Vec::new(), Vec::new());
        Self { method, path: path.into(), query, headers, body: None }
    }

    /// With a body.
    pub(super) fn with(self, body: impl Into<Value>) -> Self {
        Self { body: Some(body.into()), ..self }
    }

    /// The value of a header.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The id at the end of the path of one resource.
    pub(super) fn id(&self) -> Option<&str> {
        self.path.strip_prefix("/Users/").or(self.path.strip_prefix("/Groups/"))
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "> {} {} {:?}", self.method, self.path, self.query)?;
        for (name, value) in &self.headers {
            writeln!(f, "> {name}: {value}")?;
        }
        match &self.body {
            Some(body) => writeln!(f, "> {body}"),
            None => Ok(()),
        }
    }
}
