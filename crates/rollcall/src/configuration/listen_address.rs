//! Where the service listens.

use std::net::SocketAddr;
use std::str::FromStr;

use serde::Deserialize;

/// An address of this machine, and a port. `localhost` stands for 127.0.0.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct ListenAddress(pub(crate) SocketAddr);

/// A text that is no such address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an address and a port: write it as in 127.0.0.1:8080")]
pub(crate) struct NoListenAddress(String);

impl FromStr for ListenAddress {
    type Err = NoListenAddress;

    fn from_str(text: &str) -> Result<Self, NoListenAddress> {
        let port = text.strip_prefix("localhost:");
        let address = port.map_or_else(|| text.to_owned(), |port| format!("127.0.0.1:{port}"));
        address.parse().map(Self).map_err(|_| NoListenAddress(text.to_owned()))
    }
}

impl TryFrom<String> for ListenAddress {
    type Error = NoListenAddress;

    fn try_from(text: String) -> Result<Self, NoListenAddress> {
        text.parse()
    }
}
