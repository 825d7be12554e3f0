//! Asks an address that somebody else chose.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;

use super::{AllowList, Forbidden, Resolver, SystemResolver, not_public};
use crate::network::{failed, read};
use crate::{Fault, HttpRequest, HttpResponse, Transport, TransportError};

/// How long a request may take, from resolving the name to the last byte of the answer.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The largest answer that is read, in bytes.
const LARGEST_ANSWER: usize = 1024 * 1024;

/// Asks addresses of the public internet, and what an [`AllowList`] lets out besides.
#[derive(Clone, Debug)]
pub struct Fetcher {
    allowed: AllowList,
    resolver: Arc<dyn Resolver>,
    timeout: Duration,
    largest_answer: usize,
}

impl Fetcher {
    /// A fetcher that asks the public internet, and what is allowed besides.
    pub fn new(allowed: AllowList) -> Self {
        Self {
            allowed,
            resolver: Arc::new(SystemResolver),
            timeout: TIMEOUT,
            largest_answer: LARGEST_ANSWER,
        }
    }

    /// With other means of resolving names.
    #[must_use]
    pub fn with_resolver(mut self, resolver: Arc<dyn Resolver>) -> Self {
        self.resolver = resolver;
        self
    }

    /// With so long for a request.
    #[must_use]
    pub const fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// With answers up to so many bytes.
    #[must_use]
    pub const fn with_largest_answer(mut self, bytes: usize) -> Self {
        self.largest_answer = bytes;
        self
    }

    async fn fetch(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let HttpRequest { method, url, headers, body } = request;
        let addresses = self.checked(&url).await?;
        // One client a request: all it knows is what was checked for this one.
        let client = reqwest::Client::builder()
            .user_agent(concat!("rollcall/", env!("CARGO_PKG_VERSION")))
            .dns_resolver(Arc::new(Pinned(addresses)))
            // A proxy would resolve the name anew, and connect from another place.
            .no_proxy()
            .redirect(Policy::none())
            .build()
            .map_err(|error| TransportError::new(Fault::Connect, error))?;
        let mut sending = client.request(method, url).headers(headers);
        if let Some(body) = body {
            sending = sending.body(body);
        }
        read(sending.send().await.map_err(|error| failed(&error))?, self.largest_answer).await
    }

    /// The addresses to connect to, all of which may be asked.
    async fn checked(&self, url: &Url) -> Result<Vec<IpAddr>, TransportError> {
        let (host, port) = destination(url).map_err(forbidden)?;
        let addresses = if let Some(address) = literal(&host) {
            vec![address]
        } else {
            let found = self.resolver.addresses(&host).await;
            found.map_err(|error| TransportError::new(Fault::Name, error))?
        };
        if addresses.is_empty() {
            return Err(Fault::Name.into());
        }
        let allowed = self.allowed.host(&host, port);
        for address in &addresses {
            let allowed = allowed || self.allowed.address(*address, port);
            check(url, &host, *address, allowed).map_err(forbidden)?;
        }
        Ok(addresses)
    }
}

impl Transport for Fetcher {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let fetched = tokio::time::timeout(self.timeout, self.fetch(request)).await;
            fetched.unwrap_or_else(|_| Err(Fault::TimedOut.into()))
        })
    }
}

/// Whether an address may be asked that a host is at.
fn check(url: &Url, host: &str, address: IpAddr, allowed: bool) -> Result<(), Forbidden> {
    if allowed {
        return Ok(());
    }
    if let Some(what) = not_public(address) {
        return Err(Forbidden::NotPublic { host: host.to_owned(), what });
    }
    if url.scheme() != "https" {
        let scheme = url.scheme().to_owned();
        return Err(Forbidden::NotSafe { host: host.to_owned(), scheme });
    }
    Ok(())
}

/// The host and port that a URL is about. Odd spellings of an address (`0x7f.1`, `2130706433`) are plain in it: the
/// parser of URLs has read them as everyone does.
fn destination(url: &Url) -> Result<(String, u16), Forbidden> {
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Forbidden::Credentials);
    }
    let host = url.host_str().filter(|host| !host.is_empty()).ok_or(Forbidden::NoHost)?.to_owned();
    if !matches!(url.scheme(), "https" | "http") {
        return Err(Forbidden::NotSafe { host, scheme: url.scheme().to_owned() });
    }
    let port = url.port_or_known_default().ok_or(Forbidden::NoHost)?;
    Ok((host, port))
}

/// The address that a host is, if it is one and no name; `localhost` is one (RFC 6761 §6.3), whoever resolves it.
fn literal(host: &str) -> Option<IpAddr> {
    let name = host.trim_end_matches('.');
    if name == "localhost" || name.ends_with(".localhost") {
        return Some(IpAddr::V4(Ipv4Addr::LOCALHOST));
    }
    host.trim_start_matches('[').trim_end_matches(']').parse().ok()
}

fn forbidden(why: Forbidden) -> TransportError {
    TransportError::new(Fault::Forbidden, why)
}

/// Resolves whatever is asked to the addresses that were checked.
#[derive(Debug)]
struct Pinned(Vec<IpAddr>);

impl Resolve for Pinned {
    fn resolve(&self, _: Name) -> Resolving {
        // The connection takes the port of the URL for 0.
        let addresses: Vec<_> = self.0.iter().map(|address| SocketAddr::new(*address, 0)).collect();
        Box::pin(async move { Ok(Box::new(addresses.into_iter()) as Addrs) })
    }
}
