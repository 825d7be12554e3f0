//! The store keeps every promise of the port.

use std::sync::Arc;

use directory::store::Store;
use store_sqlite::{Options, SqliteStore};
use tempfile::TempDir;

async fn make_store() -> (TempDir, Arc<dyn Store>) {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path(), Options::default()).unwrap();
    (folder, Arc::new(store))
}

directory_testkit::store_suite!(make_store);
