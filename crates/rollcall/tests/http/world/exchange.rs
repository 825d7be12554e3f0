//! One request and its answer, kept whole so that a failure shows all of it.

use std::fmt;

use reqwest::{Client, Method, header::HeaderMap};
use serde_json::Value;

use crate::strict_types;

/// A request to be sent.
pub(crate) struct Request {
    client: Client,
    method: Method,
    url: String,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
    strict_types: bool,
}

/// A request that was sent, and what was answered.
pub(crate) struct Exchange {
    request: String,
    /// The status of the answer.
    pub(crate) code: u16,
    /// The headers of the answer.
    pub(crate) headers: HeaderMap,
    /// The body of the answer as JSON; null if there is none.
    pub(crate) body: Value,
    text: String,
}

impl Request {
    pub(super) fn new(client: Client, method: &str, url: &str) -> Self {
        let method = method.parse().expect("a method");
        let (url, headers) = (url.to_owned(), Vec::new());
        Self { client, method, url, headers, body: None, strict_types: false }
    }

    /// Has the answer, if it went well, read by strict types too.
    pub(super) fn by_strict_types(self, strict_types: bool) -> Self {
        Self { strict_types, ..self }
    }

    /// Sets a header; one set before under that name is replaced.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(set, _)| !set.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Leaves a header out.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(set, _)| !set.eq_ignore_ascii_case(name));
        self
    }

    /// A JSON body, sent as SCIM.
    pub(crate) fn json(self, body: &Value) -> Self {
        self.raw("application/scim+json", body.to_string())
    }

    /// Any body.
    pub(crate) fn raw(mut self, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self.header("Content-Type", content_type)
    }

    /// Sends it.
    pub(crate) async fn send(self) -> Exchange {
        let shown = self.to_string();
        let mut request = self.client.request(self.method, &self.url);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(body) = &self.body {
            request = request.body(body.clone());
        }
        let response = request.send().await.unwrap_or_else(|error| panic!("{shown}\n{error:?}"));
        let (code, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.unwrap_or_else(|error| panic!("{shown}\n{error:?}"));
        let body = if text.is_empty() { Value::Null } else { parsed(&shown, &text) };
        let exchange = Exchange { request: shown, code, headers, body, text };
        if self.strict_types && (200..300).contains(&code) && !exchange.body.is_null() {
            strict_types::read(&self.url, self.body.as_deref(), &exchange.body)
                .unwrap_or_else(|why| panic!("scim_v2: {why}\n{exchange}"));
        }
        exchange
    }
}

fn parsed(request: &str, text: &str) -> Value {
    serde_json::from_str(text)
        .unwrap_or_else(|error| panic!("{request}\nwas answered with no JSON ({error}):\n{text}"))
}

impl Exchange {
    /// Insists on a status.
    #[track_caller]
    pub(crate) fn status(self, code: u16) -> Self {
        assert_eq!(self.code, code, "the status of\n{self}");
        self
    }

    /// Insists on 201 with a `Location` that is `meta.location`, and takes the id.
    #[track_caller]
    pub(crate) fn created(self) -> String {
        let created = self.status(201);
        assert_eq!(created.header("Location"), created.at("/meta/location").as_str(), "{created}");
        created.id()
    }

    /// The id of the resource in the answer.
    #[track_caller]
    pub(crate) fn id(&self) -> String {
        self.at("/id").as_str().unwrap_or_else(|| panic!("no id in\n{self}")).to_owned()
    }

    /// Insists on a SCIM error (RFC 7644 §3.12): the status, in the body too, and the `scimType`.
    #[track_caller]
    pub(crate) fn refused(self, code: u16, scim_type: Option<&str>) -> Self {
        let refused = self.status(code);
        let error = "urn:ietf:params:scim:api:messages:2.0:Error";
        assert_eq!(refused.at("/schemas"), &serde_json::json!([error]), "{refused}");
        assert_eq!(refused.at("/status"), &code.to_string(), "{refused}");
        assert_eq!(refused.at("/scimType").as_str(), scim_type, "{refused}");
        assert!(refused.at("/detail").as_str().is_some_and(|text| !text.is_empty()), "{refused}");
        let content_type = refused.header("Content-Type").unwrap_or_default();
        assert!(content_type.starts_with("application/scim+json"), "{refused}");
        refused
    }

    /// A value in the body, by JSON pointer; null if there is none.
    pub(crate) fn at(&self, pointer: &str) -> &Value {
        self.body.pointer(pointer).unwrap_or(&Value::Null)
    }

    /// The `detail` of an error.
    pub(crate) fn detail(&self) -> &str {
        self.at("/detail").as_str().unwrap_or_default()
    }

    /// A header of the answer.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "> {} {}", self.method, self.url)?;
        for (name, value) in self.headers.iter().filter(|(name, _)| name != "Authorization") {
            writeln!(f, "> {name}: {value}")?;
        }
        let body = self.body.as_deref().unwrap_or_default();
        let body: String = String::from_utf8_lossy(body).chars().take(4_000).collect();
        if body.is_empty() { Ok(()) } else { writeln!(f, "> {body}") }
    }
}

impl fmt::Display for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}< {}", self.request, self.code)?;
        for (name, value) in &self.headers {
            writeln!(f, "< {name}: {}", value.to_str().unwrap_or("?"))?;
        }
        let text: String = self.text.chars().take(4_000).collect();
        writeln!(f, "< {text}")
    }
}
