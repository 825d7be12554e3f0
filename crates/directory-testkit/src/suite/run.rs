//! Running one behaviour.

use std::sync::Arc;

use directory::store::Store;
use tokio::runtime::Builder;

use super::world::World;

/// Runs a behaviour on a new store, and looks at the store's integrity afterwards. Several threads, so that what
/// a behaviour does at once is done at once.
#[expect(clippy::expect_used, reason = "a test fails by panicking")]
pub(super) fn run<G>(
    make: impl AsyncFn() -> (G, Arc<dyn Store>),
    behaviour: impl AsyncFnOnce(&World),
) {
    let runtime = Builder::new_multi_thread()
        .worker_threads(4)
        .enable_all()
        .build()
        .expect("a runtime starts");
    runtime.block_on(async {
        let (_guard, store) = make().await;
        let world = World::new(store).await;
        behaviour(&world).await;
        let findings = world.store.integrity().await.expect("integrity is checked");
        assert_eq!(findings, [], "the store is sound after the behaviour");
    });
}
