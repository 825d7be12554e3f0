//! What is in any of several sets.

use super::{Scope, Set};

/// A union.
pub(in crate::read) struct Any {
    parts: Vec<Set>,
}

impl Any {
    /// The union of sets.
    pub(super) fn of(mut parts: Vec<Set>) -> Set {
        parts.retain(|part| !matches!(part, Set::Empty));
        if parts.is_empty() { Set::Empty } else { Set::Any(Self { parts }) }
    }

    pub(super) fn next_from(
        &mut self,
        scope: Scope<'_>,
        least: i64,
    ) -> rusqlite::Result<Option<i64>> {
        let mut next: Option<i64> = None;
        for part in &mut self.parts {
            let from_part = part.next_from(scope, least)?;
            next = next.into_iter().chain(from_part).min();
            if next == Some(least) {
                break;
            }
        }
        Ok(next)
    }

    pub(super) fn contains(&self, scope: Scope<'_>, no: i64) -> rusqlite::Result<bool> {
        for part in &self.parts {
            if part.contains(scope, no)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    pub(super) fn at_most(&self, scope: Scope<'_>, most: u64) -> rusqlite::Result<u64> {
        let mut sum = 0;
        for part in &self.parts {
            sum += part.at_most(scope, most.saturating_sub(sum))?;
            if sum >= most {
                return Ok(most);
            }
        }
        Ok(sum)
    }
}
