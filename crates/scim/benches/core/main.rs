//! What the protocol costs, without a network or a store: bodies read and rendered, filters, PATCH, projection.
//!
//! Times depend on the machine, so each group begins with the [yardstick](yardstick): `cargo xtask benches` divides by it,
//! and compares with the ratios in `ratios.json`.

#![expect(clippy::unwrap_used, reason = "what is measured is known to be right")]

mod filter;
mod patch;
mod projection;
mod resource;
mod samples;
mod yardstick;

use criterion::Criterion;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    resource::bench(&mut criterion);
    filter::bench(&mut criterion);
    patch::bench(&mut criterion);
    projection::bench(&mut criterion);
    criterion.final_summary();
}
