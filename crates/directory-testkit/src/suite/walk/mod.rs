//! A random walk: whatever is written, the store answers as the model store does.

mod moves;
mod play;
mod questions;

use std::sync::Arc;

use directory::store::Store;
use proptest::collection::vec;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tokio::runtime::Builder;

use crate::ModelStore;

/// How many walks, and how many steps the longest has: enough that most pairs of moves meet, in seconds on a store
/// that writes to a disk.
const WALKS: u32 = 24;
const STEPS: usize = 40;

/// Takes walks, the same on every run, on the model store and on one that `make` makes. One that tells them
/// apart is made as short as it can be, and shown.
///
/// # Panics
///
/// If the two ever answer differently.
#[expect(clippy::panic, clippy::expect_used, reason = "a test fails by panicking")]
pub fn answers_as_the_model_does<G>(make: impl AsyncFn() -> (G, Arc<dyn Store>)) {
    let runtime = Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a runtime starts");
    let config = Config { cases: WALKS, failure_persistence: None, ..Config::default() };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let outcome = runner.run(&vec(moves::step(), 1..=STEPS), |steps| {
        runtime.block_on(async {
            let (_guard, store) = make().await;
            play::play(Arc::new(ModelStore::new()), store, &steps).await
        })
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}
