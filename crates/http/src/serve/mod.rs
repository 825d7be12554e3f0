//! The server: accepts connections, and ends them gracefully.

mod connection;
mod face;
mod linger;
mod stall;
mod stream;
mod unparsed;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tracing::{info, warn};

use crate::app::App;
pub(crate) use face::Face;

/// How long to wait when a connection can't be accepted, for want of file descriptors perhaps.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Serves HTTP/1.1 on a listener until `shutdown` completes, and then drains: `/readyz` says 503 at once; the
/// listener closes after [`Options::drain_delay`](crate::Options); requests that are being answered have
/// [`Options::drain_timeout`](crate::Options) to finish; what is left then is cut off.
///
/// # Errors
/// When the listener can't be asked for its address, which means it is unusable.
pub async fn serve(
    listener: TcpListener,
    app: App,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    serve_face(listener, app, shutdown).await
}

/// Serves whatever answers, in the same way.
pub(crate) async fn serve_face(
    listener: TcpListener,
    app: impl Face,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let address = listener.local_addr()?;
    let options = app.options().clone();
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    let draining = async {
        shutdown.await;
        app.drain();
        sleep(options.drain_delay).await;
    };
    tokio::select! {
        () = accept(&listener, &app, &graceful, &mut connections) => {}
        () = draining => {}
    }
    drop(listener);
    info!(%address, connections = graceful.count(), "draining");
    if timeout(options.drain_timeout, graceful.shutdown()).await.is_err() {
        warn!(%address, "requests were cut off: they did not finish in time");
    }
    // Whoever calls may close the store next: nothing goes on using it.
    connections.shutdown().await;
    Ok(())
}

/// Accepts connections for ever, and answers what comes over them in tasks of their own.
async fn accept(
    listener: &TcpListener,
    app: &impl Face,
    graceful: &GracefulShutdown,
    connections: &mut JoinSet<()>,
) {
    let room = Arc::new(Semaphore::new(app.options().connections));
    loop {
        let Ok(permit) = Arc::clone(&room).acquire_owned().await else { return };
        let (stream, peer) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(error) => {
                pause(&error).await;
                continue;
            }
        };
        without_delay(&stream);
        let connection = connection::serve(stream, peer, app.clone(), graceful.watcher());
        connections.spawn(async move {
            connection.await;
            drop(permit);
        });
        // Those that have ended are forgotten.
        while connections.try_join_next().is_some() {}
    }
}

/// Small answers are sent at once rather than gathered (`TCP_NODELAY`).
fn without_delay(stream: &TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        // The client has gone already, most likely; reading will tell.
        warn!(%error, "TCP_NODELAY could not be set");
    }
}

/// A client that left before it was accepted is nothing; anything else is worth a breath.
async fn pause(error: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        warn!(%error, "a connection could not be accepted");
        sleep(ACCEPT_PAUSE).await;
    }
}
