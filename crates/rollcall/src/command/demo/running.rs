//! The service of the demo: what `rollcall serve` runs, in this process.

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::automation::Automation;
use crate::configuration::{BaseUrl, Configuration, Outside};
use crate::data::Data;
use crate::failure::Failure;
use crate::listen;
use crate::server_file::ServerFile;

/// Where the mail of the demo goes: files that a mail program opens.
pub(super) fn mail_folder(data: &Path) -> PathBuf {
    data.join("mail")
}

/// A service that runs.
#[derive(Debug)]
pub(super) struct Running {
    pub(super) data: Data,
    pub(super) address: SocketAddr,
    automation: Automation,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<io::Result<()>>,
}

impl Running {
    /// Opens the data and begins to serve it.
    pub(super) async fn start(
        configuration: &Configuration,
        listener: TcpListener,
    ) -> Result<Self, Failure> {
        let address = listen::address(&listener)?;
        let base_url = BaseUrl::of(address);
        let data = Data::open(configuration, &base_url)?;
        ServerFile { base_url }.write(&data.folder)?;
        let outside = Outside::mail_into(mail_folder(&data.folder));
        let automation = Automation::start(&data, None, &outside).await?;
        let (service, limits) = (data.service.clone(), configuration.limits.http.clone());
        let app = scim_http::router_with(service, limits, automation.face());
        let (stop, stopped) = oneshot::channel::<()>();
        // A sender that is dropped means stop too.
        let serving = scim_http::serve(listener, app, async { drop(stopped.await) });
        Ok(Self { data, address, automation, stop, serving: tokio::spawn(serving) })
    }

    /// The URL it is reached at.
    pub(super) fn base_url(&self) -> BaseUrl {
        BaseUrl::of(self.address)
    }

    /// Answers what it has taken, and ends.
    pub(super) async fn stop(self) -> Result<(), Failure> {
        drop(self.stop);
        self.automation.stop().await;
        let ended = self.serving.await.map_err(io::Error::other).flatten();
        ended.map_err(|error| Failure::System("serving", error))?;
        self.data.close().await
    }
}
