//! One connection.

use std::convert::Infallible;
use std::net::SocketAddr;

use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioTimer;
use hyper_util::server::graceful::Watcher;
use tokio::net::TcpStream;
use tracing::debug;

use super::face::Face;
use super::stream::Stream;

/// Answers the requests of one connection until either side ends it.
pub(super) async fn serve(stream: TcpStream, peer: SocketAddr, app: impl Face, watcher: Watcher) {
    let options = app.options();
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(options.head_timeout)
        .max_header_size(options.head_limit);
    let remote = Some(peer.ip().to_canonical());
    let answer = |request: hyper::Request<Incoming>| {
        let app = &app;
        async move { Ok::<_, Infallible>(app.answer(request.map(Body::new), remote).await) }
    };
    let connection = builder.serve_connection(Stream::new(stream, app.clone()), service_fn(answer));
    if let Err(error) = watcher.watch(connection).await {
        // Clients that go away, time out or don't speak HTTP: their affair.
        debug!(%peer, %error, "a connection ended");
    }
}
