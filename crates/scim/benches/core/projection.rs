//! What of a user is sent: the parameters are parsed, and what is not wanted is dropped.

use std::hint::black_box;

use criterion::{BatchSize, Criterion};
use scim::Projection;

use crate::samples::{ENTRA_USER, TOLERANCES, USER, user};
use crate::yardstick;

pub(crate) fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("projection");
    yardstick::bench(&mut group);
    let user = user(ENTRA_USER).into_map();
    let lists = [
        ("attributes", Some("userName,active,emails.value,name.familyName"), None),
        ("excluded", None, Some("groups,addresses,phoneNumbers.type")),
    ];
    for (name, attributes, excluded) in lists {
        let parse = |attributes: Option<&str>| {
            Projection::parse(attributes, excluded, &USER, &TOLERANCES).unwrap()
        };
        group.bench_function(format!("parse-{name}"), |bencher| {
            bencher.iter(|| parse(black_box(attributes)));
        });
        let projection = parse(attributes);
        group.bench_function(format!("apply-{name}"), |bencher| {
            bencher.iter_batched_ref(
                || user.clone(),
                |user| projection.apply(&USER, user),
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}
