//! How a run gets on.

use std::fmt;

/// Is told how a run gets on. Stages follow one another.
pub trait Progress: Send + Sync + fmt::Debug {
    /// A stage begins, of so many steps.
    fn begins(&self, stage: &str, steps: u64);
    /// So many of its steps are done by now; a note says more, as the rate.
    fn is_at(&self, done: u64, note: &str);
    /// The stage has ended.
    fn ends(&self);
}

/// Tells nobody.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Progress for Silent {
    fn begins(&self, _: &str, _: u64) {}
    fn is_at(&self, _: u64, _: &str) {}
    fn ends(&self) {}
}
