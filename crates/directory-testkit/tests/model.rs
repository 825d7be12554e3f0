//! The model store has every behaviour it is the measure of.

use std::sync::Arc;

use directory::store::Store;
use directory_testkit::ModelStore;

async fn make_store() -> ((), Arc<dyn Store>) {
    ((), Arc::new(ModelStore::new()))
}

directory_testkit::store_suite!(make_store);
