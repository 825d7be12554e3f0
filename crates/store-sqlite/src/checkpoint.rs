//! Checkpoints: copying the write-ahead log into the file, in the background.
//!
//! # Theory of operation
//!
//! A checkpoint of thousands of pages takes hundreds of milliseconds, for which no commit shall wait. So a thread
//! with a connection of its own copies the log when it has grown long; readers and the writer go on. The log
//! begins anew only when all of it is copied, which never happens while the writer keeps adding to it. When few pages
//! are left the thread therefore raises a flag, and the writer copies those few itself between two commits.
//!
//! When nothing was written for a moment the log is copied however short it is: what is in the file is read without a look
//! into the log. One that many changes left behind is emptied then. A short one is not, since to write over it costs less
//! than to let it grow anew.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
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

/// How many bytes of the log are left on disk when nothing is written.
const SHORT: u64 = 4 << 20;

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
        report(writer.busy_timeout(Duration::ZERO).and_then(|()| empty(writer).map(drop)));
    }
}

/// Starts the thread. It ends when the writer does. A log that is there already is seen to if nothing is written for a moment:
/// whoever opens the store for one small task is gone by then, and does not copy for others.
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
    let log = Log {
        connection,
        file: log_of(path),
        pages: options.checkpoint_pages,
        nearly_done: Arc::clone(&nearly_done),
    };
    let thread = thread::Builder::new()
        .name("store-checkpoint".to_owned())
        .spawn(move || log.keep_short(&woken))
        .map_err(OpenError::Thread)?;
    Ok(Checkpoints { wake, woken: None, nearly_done, thread })
}

/// The file of the log of a database.
fn log_of(path: &Path) -> PathBuf {
    let mut file = path.to_owned().into_os_string();
    file.push("-wal");
    file.into()
}

/// The log, to the thread.
struct Log {
    connection: Connection,
    file: PathBuf,
    /// From how many pages on it is copied.
    pages: i64,
    nearly_done: Arc<AtomicBool>,
}

impl Log {
    fn keep_short(&self, woken: &Receiver<()>) {
        loop {
            let woken = match woken.recv_timeout(QUIET) {
                // A reader may be in the way: then it is tried again.
                Err(RecvTimeoutError::Timeout) if !self.is_seen_to() => continue,
                Err(RecvTimeoutError::Timeout) => woken.recv().is_ok(),
                Err(RecvTimeoutError::Disconnected) => false,
                Ok(()) => true,
            };
            if !woken {
                return;
            }
            report(self.copy_if_long());
        }
    }

    /// Copies the log, and empties it if it is long. Whether nothing is left to do, or it failed.
    fn is_seen_to(&self) -> bool {
        let seen_to = self.see_to();
        let done = *seen_to.as_ref().unwrap_or(&true);
        report(seen_to.map(drop));
        done
    }

    fn see_to(&self) -> rusqlite::Result<bool> {
        // Copied first, and without keeping anybody from writing: there may be much of it.
        if copy(&self.connection)? > 0 {
            return Ok(false);
        }
        let bytes = std::fs::metadata(&self.file).map_or(0, |file| file.len());
        Ok(bytes <= SHORT || empty(&self.connection)? == 0)
    }

    /// Copies the log if so many pages of it wait to be copied, until few are left.
    fn copy_if_long(&self) -> rusqlite::Result<()> {
        let waiting = || left(&self.connection, "PRAGMA wal_checkpoint(NOOP)");
        if waiting()? < self.pages {
            return Ok(());
        }
        // Each round copies what was added during the one before, which is less and less. A reader that holds on to
        // an old state can stop it: then the next commit tries again.
        let mut before = i64::MAX;
        loop {
            copy(&self.connection)?;
            let left = waiting()?;
            if left <= FEW {
                self.nearly_done.store(true, Ordering::Relaxed);
                return Ok(());
            }
            if left >= before {
                return Ok(());
            }
            before = left;
        }
    }
}

/// Copies what no reader is in the way of. Returns how many pages are left.
fn copy(connection: &Connection) -> rusqlite::Result<i64> {
    left(connection, "PRAGMA wal_checkpoint(PASSIVE)")
}

/// Copies what is left of the log and makes its file empty, unless somebody reads or writes there.
fn empty(connection: &Connection) -> rusqlite::Result<i64> {
    left(connection, "PRAGMA wal_checkpoint(TRUNCATE)")
}

/// Runs a checkpoint: how many pages of the log are not in the file. All there could be, if somebody was in the way.
fn left(connection: &Connection, checkpoint: &str) -> rusqlite::Result<i64> {
    let (busy, log, copied): (bool, i64, i64) = connection
        .prepare_cached(checkpoint)?
        .query_row((), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(if busy { i64::MAX } else { log.saturating_sub(copied) })
}

/// A checkpoint that fails loses nothing: the log only grows, until one succeeds.
fn report(checkpoint: rusqlite::Result<()>) {
    if let Err(error) = checkpoint {
        tracing::warn!(error = &error as &dyn std::error::Error, "a checkpoint failed");
    }
}
