//! What is asked on a walk: sets of candidates, one in the other.

use directory::store::Candidates;
use proptest::collection::vec;
use proptest::prelude::{Strategy, prop_oneof};
use proptest::sample::select;

use crate::suite::universe::single_candidates;

/// How deep the sets go, how many candidates there are in all, and how many in one set.
const DEPTH: u32 = 3;
const SIZE: u32 = 10;
const WIDTH: std::ops::Range<usize> = 2..4;

/// Candidates of any sort.
pub(super) fn question() -> impl Strategy<Value = Candidates> {
    select(single_candidates()).prop_recursive(DEPTH, SIZE, 3, |some| {
        prop_oneof![
            vec(some.clone(), WIDTH).prop_map(Candidates::Every),
            vec(some, WIDTH).prop_map(Candidates::Any),
        ]
    })
}
