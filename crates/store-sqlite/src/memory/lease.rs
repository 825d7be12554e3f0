//! For how long what is in memory may be told without a look at the file.
//!
//! Of the processes that have a store open one holds the lease: the first, or whoever reads first when that one has ended. It alone may tell what is in its
//! memory without a transaction, for [`TRUST`] after the last one that it began. What it commits itself it knows at once. The
//! others, mostly a command line, acknowledge a commit [`NOTICE`] after it was made: by then the holder has looked again. So
//! whatever was acknowledged, by any process, is seen by whoever asks afterwards.

use std::fs::{File, OpenOptions};
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::error::OpenError;

/// The name of the file in the data folder that the holder locks. It stays empty.
const LEASE_NAME: &str = "rollcall.lease";

/// How long the holder trusts its memory after a look at the file.
const TRUST: Duration = Duration::from_millis(5);

/// How long a commit of another process is kept to itself: longer than the holder trusts.
const NOTICE: Duration = Duration::from_millis(10);

const _: () = assert!(NOTICE.as_nanos() > TRUST.as_nanos());

/// The lease of a store, as one process has it.
#[derive(Debug)]
pub(crate) struct Lease {
    /// Locked by the holder, until it ends in whatever way.
    file: File,
    opened: Instant,
    /// Since when this process is the holder, in nanoseconds since it was opened.
    held: OnceLock<u64>,
    /// Until when memory is trusted, likewise.
    until: AtomicU64,
}

impl Lease {
    /// The lease of the store in a data folder, taken if it is free.
    pub(crate) fn open(data_dir: &Path) -> Result<Self, OpenError> {
        let path = data_dir.join(LEASE_NAME);
        let file = file(&path).map_err(|source| OpenError::Folder { path, source })?;
        let (opened, held, until) = (Instant::now(), OnceLock::new(), AtomicU64::default());
        let lease = Self { file, opened, held, until };
        lease.take();
        Ok(lease)
    }

    /// Whether memory may be told now.
    pub(crate) fn is_good(&self) -> bool {
        self.since_opened(Instant::now()) < self.until.load(Ordering::Acquire)
    }

    /// Notes that a transaction that began after that moment has told the end of the log. Takes the lease if it has become free.
    pub(crate) fn renew(&self, asked: Instant) {
        let Some(held) = self.held.get() else { return self.take() };
        // What began before may not have seen what the holder of then has acknowledged at once.
        if self.since_opened(asked) >= *held {
            self.until.fetch_max(self.since_opened(asked + TRUST), Ordering::AcqRel);
        }
    }

    /// How long after it was made a commit of this process may be acknowledged.
    pub(crate) fn notice(&self) -> Duration {
        if self.held.get().is_some() { Duration::ZERO } else { NOTICE }
    }

    /// Takes the lease, if nobody has it. A lock that can't be tried is not had.
    fn take(&self) {
        if self.file.try_lock().is_ok() {
            self.held.get_or_init(|| self.since_opened(Instant::now()));
        }
    }

    fn since_opened(&self, at: Instant) -> u64 {
        u64::try_from(at.saturating_duration_since(self.opened).as_nanos()).unwrap_or(u64::MAX)
    }
}

fn file(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
