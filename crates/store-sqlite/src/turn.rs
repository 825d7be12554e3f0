//! Of those that open a store at once, one goes first.
//!
//! To switch a new file to the write-ahead log takes it alone, and SQLite refuses who comes second at once, however
//! long it was told to wait. So the others wait here until the first has made the store.

use std::fs::{File, OpenOptions};
use std::path::Path;

use crate::error::OpenError;

/// The name of the file in the data folder that is locked while a store is opened. It stays empty.
const LOCK_NAME: &str = "rollcall.lock";

/// Waits until nobody else opens the store of this folder. The turn ends when the file is dropped, or when the
/// process ends in whatever way.
pub(crate) fn take(data_dir: &Path) -> Result<File, OpenError> {
    let path = data_dir.join(LOCK_NAME);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(&path)
        .and_then(|file| file.lock().map(|()| file))
        .map_err(|source| OpenError::Folder { path, source })
}
