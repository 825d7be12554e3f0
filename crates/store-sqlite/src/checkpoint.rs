//! Checkpoints: copying the write-ahead log into the file, in the background.
//!
//! # Theory of operation
//!
//! A checkpoint of thousands of pages takes hundreds of milliseconds, for which no commit shall wait. So a thread
//! with a connection of its own copies the log when it has grown long; readers and the writer go on. The log
//! begins anew only when all of it is copied, which never happens while the writer keeps adding to it. When few pages
//! are left the thread therefore raises a flag, and the writer copies those few itself between two commits.
//!
//! When nothing was written for a moment the log is copied and emptied: what is in the file is read without a look into
//! the log, and a log that many changes left behind takes no space.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::connection;
use crate::error::OpenError;
use crate::open::Options;

/// The most pages the writer copies itself: some ten milliseconds.
const FEW: i64 = 512;

/// How long nothing is written before the log is copied however short it is.
const QUIET: Duration = Duration::from_secs(1);

/// How often the thread looks at the log at most, while it grows: a look after each of a thousand commits a second would
/// take a twentieth of a processor from them.
const PAUSE: Duration = Duration::from_millis(20);

/// The writer's end of the checkpoints.
#[derive(Debug)]
pub(crate) struct Checkpoints {
    wake: SyncSender<()>,
    woken: Option<Instant>,
    nearly_done: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Checkpoints {
    /// Tells that the log has grown. Finishes a checkpoint that has few pages left.
    pub(crate) fn after_commit(&mut self, writer: &Connection) {
        if self.nearly_done.swap(false, Ordering::Relaxed) {
            report(copy(writer).map(drop));
        }
        // What is added in the pause, the thread sees when it looks next, which is at the latest when all is quiet.
        let now = Instant::now();
        if self.woken.is_some_and(|woken| now.duration_since(woken) < PAUSE) {
            return;
        }
        self.woken = Some(now);
        match self.wake.try_send(()) {
            Ok(()) | Err(TrySendError::Full(())) => {}
            Err(TrySendError::Disconnected(())) => {
                tracing::error!("the checkpoint thread has ended");
            }
        }
    }

    /// Ends the thread, then copies the whole log into the file and empties it, unless another process is at work
    /// there. That one is not waited for: it would have to wait for us, with every change of its own.
    pub(crate) fn finish(self, writer: &Connection) {
        drop(self.wake);
        if self.thread.join().is_err() {
            tracing::error!("the checkpoint thread has panicked");
        }
        report(writer.busy_timeout(Duration::ZERO).and_then(|()| empty(writer)));
    }
}

/// Starts the thread. It ends when the writer does.
pub(crate) fn start(path: &Path, options: &Options) -> Result<Checkpoints, OpenError> {
    let connection = connection::writer(path, options)
        .and_then(|connection| {
            // Who waits to empty the log keeps others from writing.
            connection.busy_timeout(Duration::ZERO)?;
            Ok(connection)
        })
        .map_err(|source| OpenError::File { path: path.to_owned(), source })?;
    let nearly_done = Arc::new(AtomicBool::new(false));
    let (wake, woken) = sync_channel(1);
    let (flag, pages) = (Arc::clone(&nearly_done), options.checkpoint_pages);
    let thread = thread::Builder::new()
        .name("store-checkpoint".to_owned())
        .spawn(move || run(&connection, &woken, &flag, pages))
        .map_err(OpenError::Thread)?;
    Ok(Checkpoints { wake, woken: None, nearly_done, thread })
}

fn run(connection: &Connection, woken: &Receiver<()>, nearly_done: &AtomicBool, pages: i64) {
    while woken.recv().is_ok() {
        report(copy_if_long(connection, nearly_done, pages));
        while let Ok(()) = woken.recv_timeout(QUIET) {
            report(copy_if_long(connection, nearly_done, pages));
        }
        // Copied first, and without keeping anybody from writing: there may be much of it.
        report(
            copy(connection).and_then(|left| if left == 0 { empty(connection) } else { Ok(()) }),
        );
    }
}

/// Copies the log if so many pages of it wait to be copied, until few are left.
fn copy_if_long(
    connection: &Connection,
    nearly_done: &AtomicBool,
    pages: i64,
) -> rusqlite::Result<()> {
    if left(connection, "PRAGMA wal_checkpoint(NOOP)")? < pages {
        return Ok(());
    }
    // Each round copies what was added during the one before, which is less and less. A reader that holds on to
    // an old state can stop it: then the next commit tries again.
    let mut before = i64::MAX;
    loop {
        copy(connection)?;
        let left = left(connection, "PRAGMA wal_checkpoint(NOOP)")?;
        if left <= FEW {
            nearly_done.store(true, Ordering::Relaxed);
            return Ok(());
        }
        if left >= before {
            return Ok(());
        }
        before = left;
    }
}

/// Copies what no reader is in the way of. Returns how many pages are left.
fn copy(connection: &Connection) -> rusqlite::Result<i64> {
    left(connection, "PRAGMA wal_checkpoint(PASSIVE)")
}

/// Copies what is left of the log and makes its file empty, unless somebody reads or writes there.
fn empty(connection: &Connection) -> rusqlite::Result<()> {
    left(connection, "PRAGMA wal_checkpoint(TRUNCATE)").map(drop)
}

/// Runs a checkpoint: how many pages of the log are not in the file.
fn left(connection: &Connection, checkpoint: &str) -> rusqlite::Result<i64> {
    let (log, copied): (i64, i64) = connection
        .prepare_cached(checkpoint)?
        .query_row((), |row| Ok((row.get(1)?, row.get(2)?)))?;
    Ok(log.saturating_sub(copied))
}

/// A checkpoint that fails loses nothing: the log only grows, until one succeeds.
fn report(checkpoint: rusqlite::Result<()>) {
    if let Err(error) = checkpoint {
        tracing::warn!(error = &error as &dyn std::error::Error, "a checkpoint failed");
    }
}
