//! Which commits touched what.

use std::sync::atomic::{AtomicI64, Ordering};

use uuid::Uuid;

use super::Changes;

/// How many bits say which stamp something has. What shares one is touched together.
const STAMP_BITS: u32 = 16;

/// Spreads what differs in few bits: 2^64 over the golden ratio.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// An end of the log: the number of its last entry, 0 where it has none. It names a state of the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct End(pub(crate) i64);

/// For every user and account the end of the log from which on it is as the last commit that touched it has left it.
#[derive(Debug)]
pub(super) struct Stamps {
    each: Box<[AtomicI64]>,
    /// The same for what touched everything.
    everything: AtomicI64,
    /// The greatest end that was announced or seen.
    latest: AtomicI64,
}

impl Stamps {
    pub(super) fn new() -> Self {
        let each = std::iter::repeat_with(AtomicI64::default).take(1 << STAMP_BITS).collect();
        Self { each, everything: AtomicI64::default(), latest: AtomicI64::default() }
    }

    /// The greatest end that was announced or seen.
    pub(super) fn latest(&self) -> End {
        End(self.latest.load(Ordering::Acquire))
    }

    /// Notes the end that a transaction has found. One that was never announced is of another process, which may have
    /// touched anything.
    pub(super) fn see(&self, end: End) {
        if end > self.latest() {
            self.touch_everything(end);
        }
    }

    /// Stamps what changes touch that take the log from one end to another, before anyone can see it.
    pub(super) fn announce(&self, before: End, after: End, changes: &Changes<'_>) {
        // An end that doesn't move names both states. Then nothing that is touched is told until it has moved.
        let stamp = after.0.max(before.0.saturating_add(1));
        let touch = |stamped: &AtomicI64| {
            stamped.fetch_max(stamp, Ordering::AcqRel);
        };
        changes.users.keys().filter_map(|(_, id)| self.stamp(*id.as_uuid())).for_each(touch);
        changes.accounts.keys().filter_map(|(_, id)| self.stamp(*id.as_uuid())).for_each(touch);
        if changes.everybody {
            touch(&self.everything);
        }
        self.latest.fetch_max(after.0, Ordering::AcqRel);
    }

    /// Notes that what is announced up to an end may not have come, or may come from another process.
    pub(super) fn touch_everything(&self, end: End) {
        self.everything.fetch_max(end.0, Ordering::AcqRel);
        // After the stamp: whoever takes this end for a known one finds the stamp too.
        self.latest.fetch_max(end.0, Ordering::AcqRel);
    }

    /// Whether the user or account of an id that was read at one end of the log is the same at another.
    pub(super) fn is_same(&self, what: Uuid, since: End, at: End) -> bool {
        let touched = self.stamp(what).map_or(i64::MAX, |stamp| stamp.load(Ordering::Acquire));
        let touched = touched.max(self.everything.load(Ordering::Acquire));
        touched <= since.0 && since <= at
    }

    /// The stamp of something.
    fn stamp(&self, id: Uuid) -> Option<&AtomicI64> {
        let (high, low) = id.as_u64_pair();
        let spread = (high ^ low.rotate_left(32)).wrapping_mul(SPREAD);
        usize::try_from(spread >> (u64::BITS - STAMP_BITS)).ok().and_then(|at| self.each.get(at))
    }
}
