//! The service of the demo: what `rollcall serve` runs, in this process.

use std::io;
use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::configuration::{BaseUrl, Configuration};
use crate::data::Data;
use crate::failure::Failure;
use crate::listen;
use crate::server_file::ServerFile;

/// A service that runs.
#[derive(Debug)]
pub(super) struct Running {
    pub(super) data: Data,
    pub(super) address: SocketAddr,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<io::Result<()>>,
}

impl Running {
    /// Opens the data and begins to serve it.
    pub(super) fn start(
        configuration: &Configuration,
        listener: TcpListener,
    ) -> Result<Self, Failure> {
        let address = listen::address(&listener)?;
        let base_url = BaseUrl::of(address);
        let data = Data::open(configuration, &base_url)?;
        ServerFile { base_url }.write(&data.folder)?;
        let app = scim_http::router(data.service.clone(), configuration.limits.http.clone());
        let (stop, stopped) = oneshot::channel::<()>();
        // A sender that is dropped means stop too.
        let serving = scim_http::serve(listener, app, async { drop(stopped.await) });
        Ok(Self { data, address, stop, serving: tokio::spawn(serving) })
    }

    /// The URL it is reached at.
    pub(super) fn base_url(&self) -> BaseUrl {
        BaseUrl::of(self.address)
    }

    /// Answers what it has taken, and ends.
    pub(super) async fn stop(self) -> Result<(), Failure> {
        drop(self.stop);
        let ended = self.serving.await.map_err(io::Error::other).flatten();
        ended.map_err(|error| Failure::System("serving", error))?;
        self.data.close().await
    }
}
