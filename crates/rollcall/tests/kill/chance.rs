//! Chance that can be repeated: `SplitMix64`, by Steele, Lea and Flood.

use std::hash::{BuildHasher, RandomState};

/// A source of numbers.
pub(crate) struct Chance(u64);

/// A seed nobody chose.
pub(crate) fn seed() -> u64 {
    RandomState::new().hash_one("seed")
}

impl Chance {
    /// Begins at a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// One of them, if there are any.
    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let end = u64::try_from(of.len()).ok().filter(|end| *end > 0)?;
        usize::try_from(self.below(end)).ok().and_then(|index| of.get(index))
    }
}
