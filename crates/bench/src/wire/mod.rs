//! The way to the server: connections, with nothing between them and the measurement.
//!
//! A client for programs shares connections, follows proxies and keeps clocks; that costs more than the request itself, and
//! it has as many connections as it likes. Here a hand has one connection and drives it itself.

mod link;
mod tls;

use std::io;
use std::sync::Arc;

use client::Connection;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST, HeaderValue};
use hyper::{Method, Request, Uri};
use secrecy::ExposeSecret as _;
use tokio::net::TcpStream;

use crate::Error;
pub(crate) use link::{Link, Lost};
use tls::Tls;

/// The media type of SCIM (RFC 7644 §8.1).
const SCIM_JSON: HeaderValue = HeaderValue::from_static("application/scim+json");

/// One request, as an operation words it.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) method: Method,
    /// What follows the base URL, with its query.
    pub(crate) path: String,
    pub(crate) body: Option<Bytes>,
}

impl Asked {
    /// A request without a body.
    pub(crate) fn get(path: String) -> Self {
        Self { method: Method::GET, path, body: None }
    }

    /// A request with this body.
    pub(crate) fn with(method: Method, path: String, body: &serde_json::Value) -> Self {
        Self { method, path, body: Some(body.to_string().into()) }
    }
}

/// Where a server is, and the key to it.
#[derive(Debug)]
pub(crate) struct Wire {
    host: String,
    port: u16,
    /// The `Host` header.
    authority: HeaderValue,
    authorization: HeaderValue,
    /// The path of the base URL, without a slash at its end.
    prefix: String,
    tls: Option<Tls>,
}

impl Wire {
    /// The way to the directory of a connection.
    pub(crate) fn new(connection: &Connection) -> Result<Arc<Self>, Error> {
        let url = connection.base_url();
        let odd = || Error::Url { url: url.to_string() };
        let host = url.host_str().ok_or_else(odd)?;
        let port = url.port_or_known_default().ok_or_else(odd)?;
        let authority = match url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        };
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let mut authorization =
            HeaderValue::try_from(format!("Bearer {}", connection.key().expose_secret()))
                .map_err(|_| Error::Key)?;
        authorization.set_sensitive(true);
        let tls = (url.scheme() == "https").then(|| Tls::new(&host)).transpose()?;
        Ok(Arc::new(Self {
            authority: HeaderValue::try_from(authority).map_err(|_| odd())?,
            authorization,
            prefix: url.path().trim_end_matches('/').to_owned(),
            host,
            port,
            tls,
        }))
    }

    /// A new connection.
    pub(crate) async fn connect(&self) -> Result<Link, Lost> {
        let tcp =
            TcpStream::connect((self.host.as_str(), self.port)).await.map_err(Lost::Connect)?;
        tcp.set_nodelay(true).map_err(Lost::Connect)?;
        match &self.tls {
            None => Link::over(tcp).await,
            Some(tls) => Link::over(tls.over(tcp).await.map_err(Lost::Connect)?).await,
        }
    }

    /// A request with all its headers.
    pub(crate) fn request(&self, asked: Asked) -> Result<Request<Full<Bytes>>, Lost> {
        let Asked { method, path, body } = asked;
        let uri: Uri = format!("{}{path}", self.prefix)
            .try_into()
            .map_err(|error| Lost::Connect(io::Error::new(io::ErrorKind::InvalidInput, error)))?;
        let has_body = body.is_some();
        let mut request = Request::new(Full::new(body.unwrap_or_default()));
        *request.method_mut() = method;
        *request.uri_mut() = uri;
        let headers = request.headers_mut();
        headers.insert(HOST, self.authority.clone());
        headers.insert(AUTHORIZATION, self.authorization.clone());
        headers.insert(ACCEPT, SCIM_JSON);
        if has_body {
            headers.insert(CONTENT_TYPE, SCIM_JSON);
        }
        Ok(request)
    }
}
