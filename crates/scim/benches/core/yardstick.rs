//! The measure of all others: `serde_json` makes a value of the body of a user, and checks nothing.

use std::hint::black_box;

use criterion::BenchmarkGroup;
use criterion::measurement::WallTime;
use serde_json::Value;

use crate::samples;

/// Measures it, first in each group: what the machine does meanwhile falls out of the ratios.
pub(crate) fn bench(group: &mut BenchmarkGroup<'_, WallTime>) {
    group.bench_function("yardstick", |bencher| {
        bencher.iter(|| serde_json::from_slice::<Value>(black_box(samples::OKTA_USER)).unwrap());
    });
}
