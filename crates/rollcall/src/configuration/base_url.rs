//! The URL clients reach the service at.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An `http` or `https` URL without a slash at the end, without query and fragment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct BaseUrl(String);

/// A text that is no base URL.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a base URL: write it as in https://scim.example.com")]
pub(crate) struct NoBaseUrl(String);

impl BaseUrl {
    /// Where clients on this machine reach a service that listens on an address.
    pub(crate) fn of(address: SocketAddr) -> Self {
        let port = address.port();
        match address.ip() {
            // "Every interface" is no place to send a request to.
            ip if ip.is_unspecified() => Self(format!("http://localhost:{port}")),
            IpAddr::V4(ip) => Self(format!("http://{ip}:{port}")),
            IpAddr::V6(ip) => Self(format!("http://[{ip}]:{port}")),
        }
    }

    /// The URL.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for BaseUrl {
    type Err = NoBaseUrl;

    fn from_str(text: &str) -> Result<Self, NoBaseUrl> {
        let refused = || NoBaseUrl(text.to_owned());
        let url = text.trim_end_matches('/');
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        let rest = rest.ok_or_else(refused)?;
        let host = rest.split('/').next().unwrap_or_default();
        let legal = |c: char| c.is_ascii_graphic() && !r#"?#@\"<>{}|^`"#.contains(c);
        if host.is_empty() || host.starts_with(':') || !rest.chars().all(legal) {
            return Err(refused());
        }
        Ok(Self(url.to_owned()))
    }
}

impl TryFrom<String> for BaseUrl {
    type Error = NoBaseUrl;

    fn try_from(text: String) -> Result<Self, NoBaseUrl> {
        text.parse()
    }
}

impl From<BaseUrl> for String {
    fn from(url: BaseUrl) -> Self {
        url.0
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
