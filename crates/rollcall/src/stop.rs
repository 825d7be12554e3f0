//! When to stop: an interrupt (Ctrl-C) or, on Unix, a polite request to end (SIGTERM).

use crate::failure::Failure;

/// A future that is done when the process is asked to stop. From now on the request no longer ends the process by
/// itself.
#[cfg(unix)]
pub(crate) fn requested() -> Result<impl Future<Output = ()> + Send + 'static, Failure> {
    use tokio::signal::unix::{SignalKind, signal};

    let listening =
        |kind| signal(kind).map_err(|error| Failure::System("listening for signals", error));
    let mut interrupt = listening(SignalKind::interrupt())?;
    let mut terminate = listening(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// A future that is done when the process is asked to stop.
#[cfg(not(unix))]
pub(crate) fn requested() -> Result<impl Future<Output = ()> + Send + 'static, Failure> {
    Ok(async {
        // Without a signal to wait for, the service runs until it is ended.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

/// A future that is done at the first request to stop: nothing more is begun, and what is under way ends well. The
/// second one ends the process.
pub(crate) fn gently() -> Result<impl Future<Output = ()> + Send + 'static, Failure> {
    let first = requested()?;
    Ok(async move {
        first.await;
        if let Ok(second) = requested() {
            tokio::spawn(async move {
                second.await;
                std::process::exit(1);
            });
        }
    })
}
