//! What is in every one of several sets.

use super::{Scope, Set};

/// Up to how many numbers each part is counted to find the narrowest, one bound after the other. Parts that all
/// reach the last are wide, and which of them is walked matters little.
const BOUNDS: [u64; 4] = [1 << 8, 1 << 10, 1 << 12, 1 << 14];

/// A conjunction.
pub(in crate::read) struct Every {
    /// The narrowest first, once that is known.
    parts: Vec<Set>,
    ranked: bool,
    /// The number told last: it is told again until more is asked for.
    told: Option<i64>,
}

impl Every {
    /// The conjunction of sets.
    pub(super) fn of(parts: Vec<Set>) -> Set {
        if parts.iter().any(|part| matches!(part, Set::Empty)) {
            return Set::Empty;
        }
        Set::Every(Self { parts, ranked: false, told: None })
    }

    pub(super) fn next_from(
        &mut self,
        scope: Scope<'_>,
        least: i64,
    ) -> rusqlite::Result<Option<i64>> {
        if let Some(told) = self.told.filter(|told| *told >= least) {
            return Ok(Some(told));
        }
        if !self.ranked {
            self.rank(scope)?;
        }
        self.told = None;
        let Some((narrowest, others)) = self.parts.split_first_mut() else { return Ok(None) };
        let mut least = least;
        while let Some(no) = narrowest.next_from(scope, least)? {
            if all_contain(others, scope, no)? {
                self.told = Some(no);
                break;
            }
            least = no.saturating_add(1);
        }
        Ok(self.told)
    }

    pub(super) fn contains(&self, scope: Scope<'_>, no: i64) -> rusqlite::Result<bool> {
        all_contain(&self.parts, scope, no)
    }

    pub(super) fn at_most(&self, scope: Scope<'_>, most: u64) -> rusqlite::Result<u64> {
        let mut least = most;
        for part in &self.parts {
            least = part.at_most(scope, least)?;
        }
        Ok(least)
    }

    /// Orders the parts by how wide they are. It costs in proportion to the narrowest.
    fn rank(&mut self, scope: Scope<'_>) -> rusqlite::Result<()> {
        let mut ranked = Vec::new();
        for bound in BOUNDS {
            ranked.clear();
            for part in &self.parts {
                ranked.push((part.at_most(scope, bound)?, part.cost()));
            }
            if ranked.iter().any(|(width, _)| *width < bound) {
                break;
            }
        }
        let mut parts: Vec<_> = ranked.into_iter().zip(self.parts.drain(..)).collect();
        parts.sort_by_key(|(rank, _)| *rank);
        self.parts.extend(parts.into_iter().map(|(_, part)| part));
        self.ranked = true;
        Ok(())
    }
}

fn all_contain(parts: &[Set], scope: Scope<'_>, no: i64) -> rusqlite::Result<bool> {
    for part in parts {
        if !part.contains(scope, no)? {
            return Ok(false);
        }
    }
    Ok(true)
}
