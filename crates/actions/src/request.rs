//! The request an action makes, with room for its inputs.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::body::placeholder;

/// The request an action makes.
///
/// `{name}` in the path, and a text in the body that is `"{name}"` and nothing else, is the value of that parameter.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RequestTemplate {
    /// Whom it asks.
    pub service: Service,
    /// The HTTP method; `SEND` for mail.
    pub method: String,
    /// The path after the base URL: `/Users/{userId}`. A last segment whose parameter is not given falls away.
    #[serde(default)]
    pub path: String,
    /// What is always in the body.
    #[serde(default)]
    pub body: Option<Value>,
}

/// Whom a request asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// A directory, over SCIM.
    Scim,
    /// The organization, over the administration API.
    Admin,
    /// A mail server.
    Mail,
    /// Any address that may be asked.
    Web,
}

/// The request an action makes, with the inputs in it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Request {
    pub(crate) service: Service,
    pub(crate) method: String,
    /// The segments of the path after the base URL; `{name}` is one that is not known yet.
    pub(crate) segments: Vec<String>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) body: Option<Value>,
}

impl Request {
    /// A search for the resource whose attribute has this value.
    pub(crate) fn search(endpoint: &str, attribute: &str, value: &str) -> Self {
        let filter = format!("{attribute} eq {}", Value::from(value));
        Self {
            service: Service::Scim,
            method: "GET".to_owned(),
            segments: vec![endpoint.to_owned()],
            query: vec![("filter".to_owned(), filter)],
            body: None,
        }
    }

    pub(crate) fn with_query(mut self, name: &str, value: &str) -> Self {
        self.query.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The path for people, as it is below the base URL.
    pub(crate) fn path(&self) -> String {
        self.segments.iter().fold(String::new(), |path, segment| path + "/" + segment)
    }
}

/// The path of a template, with what is known in it.
pub(crate) fn segments(template: &str, value: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let segments = template.split('/').filter(|segment| !segment.is_empty());
    let last = template.rsplit('/').next();
    let known = segments.filter_map(|segment| match placeholder(segment) {
        None => Some(segment.to_owned()),
        Some(name) => value(name).or_else(|| (Some(segment) != last).then(|| segment.to_owned())),
    });
    known.collect()
}
