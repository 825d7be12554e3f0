//! The requests.

use std::fmt;
use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue, LOCATION};
use reqwest::redirect::Policy;
use reqwest::{Method, Url};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use crate::{Answer, Endpoint, Error, Exchange, ListQuery, RawRequest, Refusal};

/// How long a request may take: as long as identity providers wait.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The media type of SCIM (RFC 7644 §8.1).
const SCIM_JSON: &str = "application/scim+json";

/// What is told of an `Authorization` header.
const MASKED: &str = "Bearer ***";

/// Whether requests go through the proxies that the environment names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Proxies {
    /// As `http_proxy` and `no_proxy` say.
    #[default]
    FromEnvironment,
    /// Straight to the service: right for one on this machine.
    None,
}

/// A client of one directory. Cheap to clone; connections are kept and shared.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base: Url,
    authorization: HeaderValue,
}

impl Client {
    /// A client of the service at a SCIM base URL, with a bearer key.
    pub fn new(base_url: &str, key: &SecretString, proxies: Proxies) -> Result<Self, Error> {
        let base = Url::parse(base_url)
            .ok()
            .filter(|url| url.scheme() == "http" && url.has_host())
            .ok_or_else(|| Error::BaseUrl { url: base_url.to_owned() })?;
        let mut authorization = HeaderValue::try_from(format!("Bearer {}", key.expose_secret()))
            .map_err(|_| Error::Key)?;
        authorization.set_sensitive(true);
        let builder = reqwest::Client::builder()
            .user_agent(concat!("rollcall/", env!("CARGO_PKG_VERSION")))
            .timeout(TIMEOUT)
            // A key must not follow a redirect to another place.
            .redirect(Policy::none());
        let builder = match proxies {
            Proxies::FromEnvironment => builder,
            Proxies::None => builder.no_proxy(),
        };
        Ok(Self { http: builder.build().map_err(Error::SetUp)?, base, authorization })
    }

    /// Creates a resource (RFC 7644 §3.3).
    pub async fn create(&self, endpoint: Endpoint, resource: &Value) -> Result<Answer, Error> {
        self.send(Method::POST, self.url(endpoint, None), Some(resource)).await
    }

    /// Reads a resource (RFC 7644 §3.4.1).
    pub async fn read(&self, endpoint: Endpoint, id: &str) -> Result<Answer, Error> {
        self.send(Method::GET, self.url(endpoint, Some(id)), None).await
    }

    /// Reads some attributes of a resource (RFC 7644 §3.9), named with commas between: `userName,groups`.
    pub async fn read_attributes(
        &self,
        endpoint: Endpoint,
        id: &str,
        attributes: &str,
    ) -> Result<Answer, Error> {
        let mut url = self.url(endpoint, Some(id));
        url.query_pairs_mut().append_pair("attributes", attributes);
        self.send(Method::GET, url, None).await
    }

    /// Lists and finds resources (RFC 7644 §3.4.2).
    pub async fn list(&self, endpoint: Endpoint, query: &ListQuery) -> Result<Answer, Error> {
        let mut url = self.url(endpoint, None);
        let parameters = query.parameters();
        if !parameters.is_empty() {
            url.query_pairs_mut().extend_pairs(parameters);
        }
        self.send(Method::GET, url, None).await
    }

    /// Replaces a resource (RFC 7644 §3.5.1).
    pub async fn replace(
        &self,
        endpoint: Endpoint,
        id: &str,
        resource: &Value,
    ) -> Result<Answer, Error> {
        self.send(Method::PUT, self.url(endpoint, Some(id)), Some(resource)).await
    }

    /// Changes a resource (RFC 7644 §3.5.2). `patch` is the whole `PatchOp` message.
    pub async fn patch(
        &self,
        endpoint: Endpoint,
        id: &str,
        patch: &Value,
    ) -> Result<Answer, Error> {
        self.send(Method::PATCH, self.url(endpoint, Some(id)), Some(patch)).await
    }

    /// Deletes a resource (RFC 7644 §3.6).
    pub async fn delete(&self, endpoint: Endpoint, id: &str) -> Result<Answer, Error> {
        self.send(Method::DELETE, self.url(endpoint, Some(id)), None).await
    }

    /// Sends a request as it is worded and gives all of the answer, of whatever status. It fails only
    /// if the request can't be sent or no answer comes.
    pub async fn exchange(&self, raw: RawRequest) -> Result<Exchange, Error> {
        let url = format!("{}{}", self.base.as_str().trim_end_matches('/'), raw.path);
        let url = Url::parse(&url).map_err(|_| Error::BaseUrl { url })?;
        let mut request = self.http.request(raw.method.clone(), url.clone());
        let mut request_headers = Vec::new();
        for (name, value) in raw.headers {
            request = request.header(&name, &value);
            let secret = name.eq_ignore_ascii_case(AUTHORIZATION.as_str());
            request_headers.push((name, if secret { MASKED.to_owned() } else { value }));
        }
        if raw.keyed {
            request = request.header(AUTHORIZATION, self.authorization.clone());
            request_headers.push(("Authorization".to_owned(), MASKED.to_owned()));
        }
        let request_body = raw.body.as_ref().map(|body| String::from_utf8_lossy(body).into_owned());
        if let Some(body) = raw.body {
            request = request.body(body);
        }
        let unanswered = |source| Error::no_answer(raw.method.clone(), url.clone(), source);
        let response = request.send().await.map_err(unanswered)?;
        let status = response.status().as_u16();
        let headers = response.headers().iter().map(|(name, value)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        });
        let headers = headers.collect();
        let body = response.bytes().await.map_err(unanswered)?;
        Ok(Exchange {
            method: raw.method.to_string(),
            url: url.to_string(),
            request_headers,
            request_body,
            status,
            headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        })
    }

    /// The URL of an endpoint, or of a resource. An id is one segment, whatever it holds.
    fn url(&self, endpoint: Endpoint, id: Option<&str>) -> Url {
        let mut url = self.base.clone();
        url.set_query(None);
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().push(endpoint.as_str()).extend(id);
        }
        url
    }

    async fn send(&self, method: Method, url: Url, body: Option<&Value>) -> Result<Answer, Error> {
        let mut request = self
            .http
            .request(method.clone(), url.clone())
            .header(AUTHORIZATION, self.authorization.clone())
            .header(ACCEPT, SCIM_JSON);
        if let Some(body) = body {
            request = request.header(CONTENT_TYPE, SCIM_JSON).json(body);
        }
        let response = match request.send().await {
            Ok(response) => response,
            Err(source) => return Err(Error::no_answer(method, url, source)),
        };
        let status = response.status().as_u16();
        let succeeded = response.status().is_success();
        let location = response.headers().get(LOCATION).and_then(|value| value.to_str().ok());
        let location = location.map(str::to_owned);
        let bytes = match response.bytes().await {
            Ok(bytes) => bytes,
            Err(source) => return Err(Error::no_answer(method, url, source)),
        };
        if !succeeded {
            return Err(Error::refused(method, url, Refusal::read(status, &bytes)));
        }
        let body = if bytes.is_empty() { Ok(Value::Null) } else { serde_json::from_slice(&bytes) };
        match body {
            Ok(body) => Ok(Answer { status, location, body }),
            Err(source) => Err(Error::not_json(method, url, status, source)),
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base", &self.base.as_str()).finish_non_exhaustive()
    }
}
