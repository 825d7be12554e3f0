//! The network: HTTP/1.1 over TCP, with TLS for `https`.

use std::error::Error as _;
use std::io;
use std::time::Duration;

use futures_util::future::BoxFuture;
use reqwest::redirect::Policy;
use reqwest::{Response, Url};

use crate::{Error, Fault, HttpRequest, HttpResponse, Transport, TransportError};

/// How long a request may take: as long as identity providers wait.
const TIMEOUT: Duration = Duration::from_secs(30);

/// How long it may take to be connected.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The largest answer that is read. The largest honest one is a page of 10,000 users.
const MAX_ANSWER: usize = 256 * 1024 * 1024;

/// Whether requests go through the proxies that the environment names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Proxies {
    /// As `http_proxy`, `https_proxy` and `no_proxy` say.
    #[default]
    FromEnvironment,
    /// Straight to the service: right for one on this machine.
    None,
}

impl Proxies {
    /// None for a service on this machine, which no proxy could reach.
    pub fn for_service(base_url: &Url) -> Self {
        if is_loopback(base_url) { Self::None } else { Self::FromEnvironment }
    }
}

/// Whether a URL names this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    address.map_or_else(
        |_| host == "localhost" || host.ends_with(".localhost"),
        |address| address.is_loopback(),
    )
}

/// The transport over the network. Connections are kept and shared; cheap to clone.
///
/// Certificates are checked as the system checks them; `SSL_CERT_FILE` names a file with more to trust.
#[derive(Clone, Debug)]
pub struct Network {
    http: reqwest::Client,
}

impl Network {
    /// A network that gives a request 30 seconds.
    pub fn new(proxies: Proxies) -> Result<Self, Error> {
        Self::with_timeout(proxies, TIMEOUT)
    }

    /// A network that gives a request so long, from connecting to the last byte of the answer.
    pub fn with_timeout(proxies: Proxies, timeout: Duration) -> Result<Self, Error> {
        let builder = reqwest::Client::builder()
            .user_agent(concat!("rollcall/", env!("CARGO_PKG_VERSION")))
            .timeout(timeout)
            .connect_timeout(CONNECT_TIMEOUT.min(timeout))
            // A key must not follow a redirect to another place.
            .redirect(Policy::none());
        let builder = match proxies {
            Proxies::FromEnvironment => builder,
            Proxies::None => builder.no_proxy(),
        };
        Ok(Self { http: builder.build().map_err(Error::SetUp)? })
    }
}

impl Transport for Network {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let HttpRequest { method, url, headers, body } = request;
            let mut sending = self.http.request(method, url).headers(headers);
            if let Some(body) = body {
                sending = sending.body(body);
            }
            read(sending.send().await.map_err(|error| failed(&error))?, MAX_ANSWER).await
        })
    }
}

/// Reads an answer to its end, if it is no larger than that.
pub(crate) async fn read(
    mut response: Response,
    largest: usize,
) -> Result<HttpResponse, TransportError> {
    let status = response.status().as_u16();
    let headers = std::mem::take(response.headers_mut());
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| failed(&error))? {
        if body.len() + chunk.len() > largest {
            return Err(Fault::TooLarge.into());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(HttpResponse { status, headers, body })
}

/// What a failure of the network comes to.
pub(crate) fn failed(error: &reqwest::Error) -> TransportError {
    TransportError::new(fault(error), root(error))
}

/// The innermost cause, in the system's words. Those around it say which layers it went through, and repeat the URL, whose
/// query names people.
fn root(error: &reqwest::Error) -> String {
    let mut root: &dyn std::error::Error = error;
    while let Some(cause) = root.source() {
        root = cause;
    }
    if root.is::<reqwest::Error>() {
        "the HTTP client gave up".to_owned()
    } else {
        root.to_string()
    }
}

fn fault(error: &reqwest::Error) -> Fault {
    if error.is_dns() {
        Fault::Name
    } else if error.is_connect() {
        if refused_handshake(error) { Fault::Tls } else { Fault::Connect }
    } else if error.is_timeout() {
        Fault::TimedOut
    } else {
        Fault::Lost
    }
}

/// The TLS library tells what it does not accept as invalid data.
fn refused_handshake(error: &reqwest::Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        if error.downcast_ref().is_some_and(invalid_data) {
            return true;
        }
        cause = error.source();
    }
    false
}

/// The source of an I/O error leaves out the error that it wraps.
fn invalid_data(error: &io::Error) -> bool {
    let wrapped = || error.get_ref().and_then(|inner| inner.downcast_ref());
    error.kind() == io::ErrorKind::InvalidData || wrapped().is_some_and(invalid_data)
}
