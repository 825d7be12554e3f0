//! The data folder, opened: the store, and the service over it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use directory::Service;
use store_sqlite::{FILE_NAME, Options, SqliteStore};

use crate::configuration::{BaseUrl, CommonFlags, Configuration};
use crate::failure::Failure;
use crate::server_file::ServerFile;

/// The level that one administrative task logs at: what it does, it says itself.
const TASK_LOG: &str = "warn";

/// A store and the service over it. [`Data::close`] it at the end: it leaves one file with everything in it.
#[derive(Debug)]
pub(crate) struct Data {
    /// The data folder.
    pub(crate) folder: PathBuf,
    /// The service over the store.
    pub(crate) service: Service,
    store: SqliteStore,
}

impl Data {
    /// Opens the data folder for a service that is reached at a URL; makes it if it is not there.
    pub(crate) fn open(configuration: &Configuration, base_url: &BaseUrl) -> Result<Self, Failure> {
        let folder = configuration.data.clone();
        let store = SqliteStore::open(&folder, Options::default())?;
        let settings = configuration.limits.settings(base_url);
        let service = Service::new(Arc::new(store.clone()), settings);
        Ok(Self { folder, service, store })
    }

    /// Opens the data folder for one administrative task on what is there.
    pub(crate) fn for_task(flags: CommonFlags) -> Result<Self, Failure> {
        if is_in(&flags.data) {
            Self::for_first_task(flags)
        } else {
            Err(Failure::NoData { path: flags.data })
        }
    }

    /// Opens the data folder for one administrative task that may be the first; makes it if it is not there.
    pub(crate) fn for_first_task(flags: CommonFlags) -> Result<Self, Failure> {
        let configuration = Configuration::of(flags, None)?;
        configuration.start_logging(TASK_LOG)?;
        let said = configuration.base_url.clone();
        let said = said.or_else(|| Some(ServerFile::read(&configuration.data)?.base_url));
        let base_url = said.unwrap_or_else(|| BaseUrl::of(configuration.listen));
        Self::open(&configuration, &base_url)
    }

    /// Waits until a service that runs on the same data goes by what was changed: it takes keys, and the rules of
    /// their directories, to be as they were for a moment.
    pub(crate) async fn until_noticed(&self) {
        tokio::time::sleep(directory::KEY_MEMORY.unsigned_abs()).await;
    }

    /// Closes the store. Everything committed is durable already.
    pub(crate) async fn close(self) -> Result<(), Failure> {
        Ok(self.store.close().await.map_err(directory::Error::from)?)
    }
}

/// Whether a folder holds Rollcall data.
pub(crate) fn is_in(folder: &Path) -> bool {
    folder.join(FILE_NAME).exists()
}
