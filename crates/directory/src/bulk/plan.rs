//! What may be carried out when: an operation waits for those before it that it depends on or could disturb.

use std::collections::{BTreeSet, HashMap};
use std::num::NonZeroUsize;

use super::claims::Claims;

/// One place in the order.
#[derive(Debug)]
pub(super) struct Place {
    /// The places, all before it, of what it refers to.
    pub(super) refers_to: Vec<usize>,
    /// What it needs for itself.
    pub(super) claims: Claims,
}

/// The places that have not ended yet, and which of them may begin.
#[derive(Debug)]
pub(super) struct Plan {
    /// For each place those that wait for it.
    followers: Vec<Vec<usize>>,
    /// For each place how many it still waits for.
    waits: Vec<usize>,
    ready: BTreeSet<usize>,
    unfinished: BTreeSet<usize>,
    limit: Option<NonZeroUsize>,
}

impl Plan {
    /// A plan that stops after so many errors.
    pub(super) fn new(places: &[Place], limit: Option<NonZeroUsize>) -> Self {
        let mut plan = Self {
            followers: vec![Vec::new(); places.len()],
            waits: vec![0; places.len()],
            ready: BTreeSet::new(),
            unfinished: (0..places.len()).collect(),
            limit,
        };
        // Who holds each claim last, since the last that was alone.
        let mut holders: HashMap<u64, usize> = HashMap::new();
        let mut last_alone = None;
        for (at, place) in places.iter().enumerate() {
            for &earlier in &place.refers_to {
                plan.follow(earlier, at);
            }
            match &place.claims {
                Claims::Everything => {
                    for earlier in last_alone.unwrap_or(0)..at {
                        plan.follow(earlier, at);
                    }
                    last_alone = Some(at);
                    holders.clear();
                }
                Claims::Only(claims) => {
                    if let Some(alone) = last_alone {
                        plan.follow(alone, at);
                    }
                    for &claim in claims {
                        if let Some(holder) =
                            holders.insert(claim, at).filter(|&holder| holder < at)
                        {
                            plan.follow(holder, at);
                        }
                    }
                }
            }
        }
        let free = plan.waits.iter().enumerate().filter(|&(_, &waits)| waits == 0);
        plan.ready = free.map(|(at, _)| at).collect();
        plan
    }

    fn follow(&mut self, earlier: usize, later: usize) {
        if let (Some(followers), Some(waits)) =
            (self.followers.get_mut(earlier), self.waits.get_mut(later))
        {
            followers.push(later);
            *waits += 1;
        }
    }

    /// What may begin now, if so many have failed. Of those that are ready it is the first, and it begins only
    /// if the errors could not reach the limit before its turn even if all before it failed: so nothing is done
    /// that would not have been done one after the other.
    pub(super) fn next(&mut self, errors: usize) -> Option<usize> {
        let first = *self.ready.first()?;
        if let Some(limit) = self.limit {
            let before = self.unfinished.range(..first).count();
            if errors + before >= limit.get() {
                return None;
            }
        }
        self.ready.pop_first()
    }

    /// A place has ended.
    pub(super) fn finish(&mut self, place: usize) {
        self.unfinished.remove(&place);
        let followers = self.followers.get_mut(place).map(std::mem::take).unwrap_or_default();
        for follower in followers {
            if let Some(waits) = self.waits.get_mut(follower) {
                *waits -= 1;
                if *waits == 0 {
                    self.ready.insert(follower);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(refers_to: &[usize], claims: Option<&[u64]>) -> Place {
        let claims = claims.map_or(Claims::Everything, |claims| Claims::Only(claims.to_vec()));
        Place { refers_to: refers_to.to_vec(), claims }
    }

    fn begun(plan: &mut Plan, errors: usize) -> Vec<usize> {
        std::iter::from_fn(|| plan.next(errors)).collect()
    }

    #[test]
    fn what_is_free_of_each_other_begins_together() {
        let places = [
            place(&[], Some(&[1])),
            place(&[], Some(&[2])),
            place(&[0], Some(&[3])),
            place(&[], Some(&[2, 4])),
            place(&[], None),
            place(&[], Some(&[1])),
        ];
        let mut plan = Plan::new(&places, None);
        assert_eq!(begun(&mut plan, 0), [0, 1]);
        plan.finish(1);
        assert_eq!(begun(&mut plan, 0), [3]);
        plan.finish(0);
        assert_eq!(begun(&mut plan, 0), [2]);
        plan.finish(2);
        assert_eq!(begun(&mut plan, 0), Vec::<usize>::new());
        plan.finish(3);
        assert_eq!(begun(&mut plan, 0), [4]);
        plan.finish(4);
        assert_eq!(begun(&mut plan, 0), [5]);
    }

    #[test]
    fn no_more_begin_than_the_errors_leave_room_for() {
        let places: Vec<Place> = (0..5).map(|at| place(&[], Some(&[at]))).collect();
        let mut plan = Plan::new(&places, NonZeroUsize::new(2));
        assert_eq!(begun(&mut plan, 0), [0, 1]);
        plan.finish(1);
        assert_eq!(begun(&mut plan, 1), Vec::<usize>::new());
        plan.finish(0);
        assert_eq!(begun(&mut plan, 1), [2]);
        plan.finish(2);
        assert_eq!(begun(&mut plan, 2), Vec::<usize>::new());
    }
}
