//! A directory of a SCIM service.

use std::fmt;
use std::sync::Arc;

use reqwest::{Method, Url};
use secrecy::SecretString;
use serde_json::Value;

use crate::channel::Channel;
use crate::{
    Among, Endpoint, Error, ListQuery, Network, Operation, Projection, Proxies, Retry, Transport,
    base_url,
};

/// The media type of SCIM (RFC 7644 §8.1).
const SCIM_JSON: &str = "application/scim+json";

/// A client of one directory. Cheap to clone; connections are kept and shared.
#[derive(Clone)]
pub struct Client {
    pub(crate) channel: Channel,
    pub(crate) base: Url,
}

impl Client {
    /// A client of the service at a SCIM base URL, with a bearer key.
    pub fn new(base_url: &str, key: &SecretString, proxies: Proxies) -> Result<Self, Error> {
        Self::over(Arc::new(Network::new(proxies)?), base_url, key)
    }

    /// A client whose requests are carried by this transport.
    pub fn over(
        transport: Arc<dyn Transport>,
        base_url: &str,
        key: &SecretString,
    ) -> Result<Self, Error> {
        Ok(Self { channel: Channel::new(transport, key)?, base: base_url::parse(base_url)? })
    }

    /// A client that sends requests again by this rule.
    #[must_use]
    pub fn with_retry(mut self, retry: Retry) -> Self {
        self.channel.retry = retry;
        self
    }

    /// A client whose requests go under this id (`X-Request-Id`): Rollcall and many other services keep it in their logs.
    #[must_use]
    pub fn with_request_id(mut self, id: &str) -> Self {
        self.channel = self.channel.with_request_id(id);
        self
    }

    /// The base URL of the directory.
    pub const fn base_url(&self) -> &Url {
        &self.base
    }

    /// The id of the directory, if the base URL has one as Rollcall's and Atlassian's have.
    pub fn directory_id(&self) -> Option<&str> {
        base_url::split_directory(&self.base).map(|(_, id)| id)
    }

    /// Creates a resource (RFC 7644 §3.3).
    pub fn create(&self, endpoint: Endpoint, resource: &Value) -> Operation {
        self.operation(Method::POST, [endpoint.as_str()]).body(resource)
    }

    /// Reads a resource (RFC 7644 §3.4.1).
    pub fn read(&self, endpoint: Endpoint, id: &str) -> Operation {
        self.operation(Method::GET, [endpoint.as_str(), id])
    }

    /// Reads some attributes of a resource (RFC 7644 §3.9), named with commas between: `userName,groups`.
    pub fn read_attributes(&self, endpoint: Endpoint, id: &str, attributes: &str) -> Operation {
        self.read(endpoint, id).projection(&Projection::attributes(attributes))
    }

    /// Replaces a resource (RFC 7644 §3.5.1).
    pub fn replace(&self, endpoint: Endpoint, id: &str, resource: &Value) -> Operation {
        self.operation(Method::PUT, [endpoint.as_str(), id]).body(resource)
    }

    /// Changes a resource (RFC 7644 §3.5.2). `patch` is the whole `PatchOp` message.
    pub fn patch(&self, endpoint: Endpoint, id: &str, patch: &Value) -> Operation {
        self.operation(Method::PATCH, [endpoint.as_str(), id]).body(patch)
    }

    /// Deletes a resource (RFC 7644 §3.6).
    pub fn delete(&self, endpoint: Endpoint, id: &str) -> Operation {
        self.operation(Method::DELETE, [endpoint.as_str(), id])
    }

    /// Lists and finds resources by parameters (RFC 7644 §3.4.2): one page.
    pub fn list(&self, among: impl Into<Among>, query: &ListQuery) -> Operation {
        let listing = self.operation(Method::GET, among.into().segments());
        query
            .parameters()
            .into_iter()
            .fold(listing, |listing, (name, value)| listing.query(name, &value))
    }

    /// Lists and finds resources by a message (RFC 7644 §3.4.3), which keeps what is looked for out of URLs, and so out of
    /// the logs of whatever is between: one page.
    pub fn search(&self, among: impl Into<Among>, query: &ListQuery) -> Operation {
        let segments = among.into().segments().chain([".search"]);
        self.operation(Method::POST, segments).body(&query.message()).reading()
    }

    /// Carries out many operations (RFC 7644 §3.7). `request` is the whole `BulkRequest` message.
    pub fn bulk(&self, request: &Value) -> Operation {
        self.operation(Method::POST, ["Bulk"]).body(request)
    }

    /// Reads whoever holds the key (RFC 7644 §3.11).
    pub fn me(&self) -> Operation {
        self.operation(Method::GET, ["Me"])
    }

    /// Replaces whoever holds the key.
    pub fn replace_me(&self, resource: &Value) -> Operation {
        self.operation(Method::PUT, ["Me"]).body(resource)
    }

    /// Changes whoever holds the key. `patch` is the whole `PatchOp` message.
    pub fn patch_me(&self, patch: &Value) -> Operation {
        self.operation(Method::PATCH, ["Me"]).body(patch)
    }

    /// Deletes whoever holds the key.
    pub fn delete_me(&self) -> Operation {
        self.operation(Method::DELETE, ["Me"])
    }

    /// What the service offers (RFC 7644 §4).
    pub fn service_provider_config(&self) -> Operation {
        self.operation(Method::GET, ["ServiceProviderConfig"])
    }

    /// The schemas, or the one with this URN (RFC 7644 §4).
    pub fn schemas(&self, urn: Option<&str>) -> Operation {
        self.operation(Method::GET, ["Schemas"].into_iter().chain(urn))
    }

    /// The resource types, or the one of this name (RFC 7644 §4).
    pub fn resource_types(&self, name: Option<&str>) -> Operation {
        self.operation(Method::GET, ["ResourceTypes"].into_iter().chain(name))
    }

    /// A request to what these path segments name below the base URL.
    pub fn operation<'a>(
        &self,
        method: Method,
        segments: impl IntoIterator<Item = &'a str>,
    ) -> Operation {
        Operation::new(self.channel.clone(), method, &self.base, segments, SCIM_JSON)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base", &self.base.as_str()).finish_non_exhaustive()
    }
}
