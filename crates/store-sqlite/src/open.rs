//! Opening a store: its folder, its file, its schema, its threads.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::error::OpenError;
use crate::memory::{Lease, Memory};
use crate::pool::Pool;
use crate::store::SqliteStore;
use crate::{checkpoint, connection, migrate, turn, writer};

/// The name of the store's file in the data folder.
pub const FILE_NAME: &str = "rollcall.db";

/// How a store is run. The defaults suit a server with a gigabyte of memory to spare and a million users.
#[derive(Clone, Debug)]
pub struct Options {
    /// Connections for reading that are kept open between snapshots. More are opened when more snapshots
    /// are open at once.
    pub readers: usize,
    /// Memory of the writer for pages it changes, in KiB.
    pub writer_cache_kib: i64,
    /// Memory of each connection for reading, for pages it has read, in KiB. As many are at work as there are processors.
    pub reader_cache_kib: i64,
    /// Memory for users, accounts and groups that were asked for lately, in bytes.
    pub memory: usize,
    /// How many changes may wait to be written; more wait in line.
    pub queue: usize,
    /// The most changes that share one flush.
    pub batch: usize,
    /// How long a lock of another process is waited for.
    pub busy_timeout: Duration,
    /// Pages in the write-ahead log from which it is copied into the file in the background.
    pub checkpoint_pages: i64,
    /// Bytes of the write-ahead log that are kept on disk for reuse while it is written.
    pub wal_kept: i64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            readers: 16,
            writer_cache_kib: 32 << 10,
            reader_cache_kib: 16 << 10,
            memory: 128 << 20,
            queue: 1024,
            batch: 512,
            busy_timeout: Duration::from_secs(5),
            checkpoint_pages: 16 << 10,
            wal_kept: 256 << 20,
        }
    }
}

impl SqliteStore {
    /// Opens the store in a data folder. Makes the folder (readable by its owner alone) and the file if
    /// they are missing, and brings the schema up to date.
    pub fn open(data_dir: &Path, options: Options) -> Result<Self, OpenError> {
        make_folder(data_dir)
            .map_err(|source| OpenError::Folder { path: data_dir.to_owned(), source })?;
        let _opening = turn::take(data_dir)?;
        let path = file_in(data_dir)?;
        let file_error = |source| OpenError::File { path: path.clone(), source };

        // Before the first setting, which would write to the file.
        let unset = connection::unset(&path, &options).map_err(file_error)?;
        migrate::refuse_foreign(&unset, &path)?;
        drop(unset);
        let mut writing = connection::writer(&path, &options).map_err(file_error)?;
        migrate::run(&mut writing, &path)?;
        let checkpoints = checkpoint::start(&path, &options)?;
        let memory = Arc::new(Memory::of(options.memory));
        let lease = Arc::new(Lease::open(data_dir)?);
        let pool = Pool::new(path.clone(), options.clone(), memory, lease);
        let queue = writer::start(writing, path, options, &pool, checkpoints)?;
        Ok(Self::new(queue, pool))
    }
}

/// The file of a data folder, made if it is missing.
fn file_in(data_dir: &Path) -> Result<PathBuf, OpenError> {
    let path = data_dir.join(FILE_NAME);
    make_file(&path).map_err(|source| OpenError::Folder { path: path.clone(), source })?;
    Ok(path)
}

fn make_folder(path: &Path) -> io::Result<()> {
    let mut folder = fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(path)
}

/// Makes the file, empty, unless it is there. SQLite gives its other files the permissions of this one.
///
/// A file that is there is not opened: to close it again would end the locks that SQLite holds on it elsewhere
/// in this process.
fn make_file(path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new();
    file.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
    match file.open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map(drop),
    }
}
