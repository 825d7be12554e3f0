//! A body becomes a resource, and a resource a body.

use std::hint::black_box;

use criterion::{BatchSize, Criterion};
use scim::message::ListResponse;
use scim::{json, resource};
use serde_json::Value;

use crate::samples::{ENTRA_USER, LIMITS, OKTA_USER, TOLERANCES, USER, members, user};
use crate::yardstick;

/// How many users a page has.
const PAGE: usize = 100;

pub(crate) fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("resource");
    yardstick::bench(&mut group);
    for (client, body) in [("okta", OKTA_USER), ("entra", ENTRA_USER)] {
        group.bench_function(format!("parse-{client}"), |bencher| {
            bencher.iter(|| json::parse(black_box(body), LIMITS.json_depth).unwrap());
        });
        group.bench_function(format!("read-{client}"), |bencher| {
            let document = members(body);
            bencher.iter_batched(
                || document.clone(),
                |document| resource::read(document, &USER, &TOLERANCES).unwrap(),
                BatchSize::SmallInput,
            );
        });
    }
    group.bench_function("render", |bencher| {
        let user = Value::Object(user(ENTRA_USER).into_map());
        bencher.iter(|| black_box(&user).to_string());
    });
    group.bench_function("render-page-of-100", |bencher| {
        let user = user(ENTRA_USER);
        let page = || vec![user.as_map(); PAGE];
        bencher.iter(|| serde_json::to_vec(&ListResponse::new(10_000, 1, page())).unwrap());
    });
    group.finish();
}
