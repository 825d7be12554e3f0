//! The socket of the service.

use std::io::ErrorKind;
use std::net::SocketAddr;

use tokio::net::TcpListener;

use crate::failure::Failure;

/// Listens on an address.
pub(crate) async fn on(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|source| Failure::Listen { address, source })
}

/// Listens on an address or, if its port is in use, on any free port of the same interface.
pub(crate) async fn near(address: SocketAddr) -> Result<TcpListener, Failure> {
    match on(address).await {
        Err(Failure::Listen { source, .. }) if source.kind() == ErrorKind::AddrInUse => {
            on(SocketAddr::new(address.ip(), 0)).await
        }
        result => result,
    }
}

/// The address a listener has, its port chosen.
pub(crate) fn address(listener: &TcpListener) -> Result<SocketAddr, Failure> {
    listener.local_addr().map_err(|error| Failure::System("asking for the address", error))
}

#[cfg(test)]
mod tests;
