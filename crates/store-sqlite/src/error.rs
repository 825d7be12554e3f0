//! Why a store can't be opened, and how SQLite's failures are told to the domain.

use std::io;
use std::path::PathBuf;

use directory::store::{CommitError, StoreError};
use rusqlite::ErrorCode;

/// Why a store can't be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The data folder can't be made or written.
    #[error("the data folder {} can't be used: check that it can be written by this user", path.display())]
    Folder {
        /// Which folder or file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// SQLite can't open or prepare the file.
    #[error("the store {} can't be opened", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What SQLite says.
        #[source]
        source: rusqlite::Error,
    },
    /// The file is a database of another program.
    #[error("{} is not a Rollcall store: name another data folder", path.display())]
    Foreign {
        /// Which file.
        path: PathBuf,
    },
    /// A newer Rollcall has written the file.
    #[error(
        "the store {} has schema version {found}, and this Rollcall knows versions up to {known}: run the newer Rollcall that wrote it, or restore a backup",
        path.display()
    )]
    Newer {
        /// Which file.
        path: PathBuf,
        /// The version it has.
        found: u32,
        /// The newest version known here.
        known: u32,
    },
    /// A migration in the file is not the one of this program.
    #[error(
        "the store {} was made with another text of migration {version} ({name}) than this Rollcall has: run the Rollcall that wrote it, or restore a backup",
        path.display()
    )]
    Changed {
        /// Which file.
        path: PathBuf,
        /// The migration's number.
        version: u32,
        /// The migration's name.
        name: String,
    },
    /// A thread of the store can't be started.
    #[error("the store can't start a thread")]
    Thread(#[source] io::Error),
}

/// A failure of SQLite while doing something, for the domain.
pub(crate) fn failed(
    doing: &'static str,
    source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> StoreError {
    StoreError { doing, source: source.into() }
}

/// The answer to a change that SQLite didn't take: busy if trying again can help.
pub(crate) fn not_committed(source: std::sync::Arc<rusqlite::Error>) -> CommitError {
    match source.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => CommitError::Busy,
        _ => failed("committing a change", source).into(),
    }
}
