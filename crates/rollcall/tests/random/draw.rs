//! Drawing by chance.

use crate::chance::Chance;

impl Chance {
    /// Whether something happens that does once in so many times.
    pub(crate) fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    /// One of these, of which there are some.
    pub(crate) fn among<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        self.pick(of).expect("something to draw from")
    }
}
