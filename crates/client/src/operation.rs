//! One request to a service, before it is sent.

use std::future::IntoFuture;

use futures_util::future::BoxFuture;
use reqwest::header::{
    ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, IF_MATCH, IF_NONE_MATCH,
};
use reqwest::{Method, Url};
use serde_json::Value;

use crate::channel::{Call, Channel};
use crate::retry::idempotent;
use crate::{Answer, Error, HttpRequest, Projection, base_url};

/// One request to a service. It is sent when it is awaited; until then it can be added to, and looked at.
#[derive(Debug)]
#[must_use = "it is sent when it is awaited"]
pub struct Operation {
    channel: Channel,
    request: HttpRequest,
    repeatable: bool,
    problem: Option<Error>,
}

impl Operation {
    /// A request to what `segments` name below a base URL.
    pub(crate) fn new<'a>(
        channel: Channel,
        method: Method,
        base: &Url,
        segments: impl IntoIterator<Item = &'a str>,
        media_type: &'static str,
    ) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static(media_type));
        let (url, problem) = match base_url::below(base, segments) {
            Ok(url) => (url, None),
            Err(problem) => (base.clone(), Some(problem)),
        };
        let repeatable = idempotent(&method);
        let request = HttpRequest { method, url, headers, body: None };
        Self { channel, request, repeatable, problem }
    }

    /// Asks for some attributes of the resource in the answer, or for all but some (RFC 7644 §3.9).
    pub fn projection(mut self, projection: &Projection) -> Self {
        if let Some((name, value)) = projection.parameter() {
            self.request.url.query_pairs_mut().append_pair(name, &value);
        }
        self
    }

    /// Adds a query parameter.
    pub fn query(mut self, name: &str, value: &str) -> Self {
        self.request.url.query_pairs_mut().append_pair(name, value);
        self
    }

    /// Sends this with it.
    pub fn body(mut self, body: &Value) -> Self {
        let media_type = self.request.headers.get(ACCEPT).cloned();
        self.request.headers.extend(media_type.map(|value| (CONTENT_TYPE, value)));
        self.request.body = Some(body.to_string().into_bytes());
        self
    }

    /// Does it only to this version (RFC 7644 §3.14), an `ETag` as it was answered: `W/"3"`. Another one is refused
    /// with 412. If no answer comes to a change, it is not sent again, as the second might be refused because the first was
    /// done.
    pub fn if_match(mut self, etag: &str) -> Self {
        self.repeatable &= self.request.method == Method::GET;
        self.header(IF_MATCH, etag)
    }

    /// Reads it only if it has another version than this: else the answer is 304, and has no body.
    pub fn if_none_match(self, etag: &str) -> Self {
        self.header(IF_NONE_MATCH, etag)
    }

    /// The method.
    pub const fn method(&self) -> &Method {
        &self.request.method
    }

    /// The whole URL.
    pub const fn url(&self) -> &Url {
        &self.request.url
    }

    /// The body, as it will be sent.
    pub fn sent_body(&self) -> Option<&[u8]> {
        self.request.body.as_deref()
    }

    /// That it may be sent again though it may have arrived: it changes nothing.
    pub(crate) const fn reading(mut self) -> Self {
        self.repeatable = true;
        self
    }

    fn header(mut self, name: HeaderName, value: &str) -> Self {
        match HeaderValue::try_from(value) {
            Ok(value) => drop(self.request.headers.insert(name, value)),
            Err(_) => self.problem = Some(Error::Header { name, value: value.to_owned() }),
        }
        self
    }
}

impl IntoFuture for Operation {
    type Output = Result<Answer, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            if let Some(problem) = self.problem {
                return Err(problem);
            }
            let call = Call { request: self.request, repeatable: self.repeatable };
            self.channel.perform(call).await
        })
    }
}
