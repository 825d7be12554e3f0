//! PATCH messages, as clients send them: read into steps, and applied to a user.

use std::hint::black_box;

use criterion::{BatchSize, Criterion};
use scim::ResourceType;
use scim::patch;
use serde_json::{Map, Value, json};

use crate::samples::{
    ENTRA_CHANGES, ENTRA_USER, GROUP, LIMITS, OKTA_DEACTIVATES, TOLERANCES, USER, members, user,
};
use crate::yardstick;

/// How many members one message adds.
const MEMBERS: u128 = 100;

pub(crate) fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("patch");
    yardstick::bench(&mut group);
    let before = user(ENTRA_USER);
    let messages = [("okta-deactivates", OKTA_DEACTIVATES), ("entra-changes", ENTRA_CHANGES)]
        .map(|(name, body)| (name, members(body)));
    for (name, message) in messages {
        group.bench_function(format!("read-{name}"), |bencher| {
            bencher.iter_batched(
                || message.clone(),
                |message| read(message, &USER),
                BatchSize::SmallInput,
            );
        });
        let steps = read(message, &USER);
        group.bench_function(format!("apply-{name}"), |bencher| {
            bencher.iter(|| patch::apply(black_box(&before), &steps, &USER, &TOLERANCES).unwrap());
        });
    }
    group.bench_function("read-100-members", |bencher| {
        let message = joining();
        bencher.iter_batched(
            || message.clone(),
            |message| read(message, &GROUP),
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

fn read(message: Map<String, Value>, of: &ResourceType) -> Vec<patch::Step<'_>> {
    patch::read(message, "0190f3c6-0000-7000-8000-000000000001", of, &TOLERANCES, &LIMITS).unwrap()
}

/// A hundred people join a group.
fn joining() -> Map<String, Value> {
    let ids = (0..MEMBERS).map(|number| format!("0190f3c6-0000-7000-8000-{number:012}"));
    let members: Vec<Value> = ids.map(|id| json!({ "value": id })).collect();
    let message = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{ "op": "add", "path": "members", "value": members }],
    });
    message.as_object().cloned().unwrap_or_default()
}
