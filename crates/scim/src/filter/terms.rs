//! How large a filter is.

use super::Filter;

impl Filter<'_> {
    /// How many comparisons and presence tests it holds: what [`Limits::filter_terms`] bounds.
    ///
    /// [`Limits::filter_terms`]: crate::Limits::filter_terms
    pub fn terms(&self) -> usize {
        match self {
            Self::Compare(_) | Self::Present(_) | Self::Foreign { .. } => 1,
            Self::Values { filter, .. } | Self::Not(filter) => filter.terms(),
            Self::And(all) | Self::Or(all) => all.iter().map(Self::terms).sum(),
        }
    }
}
