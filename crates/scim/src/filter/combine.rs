//! Joining filters: a conjunction holds no conjunction, a disjunction no disjunction.

use super::Filter;

impl Filter<'_> {
    /// Both of them.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self::And(join(self, other, |filter| match filter {
            Self::And(all) => Ok(all),
            one => Err(one),
        }))
    }

    /// Either of them.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self::Or(join(self, other, |filter| match filter {
            Self::Or(any) => Ok(any),
            one => Err(one),
        }))
    }
}

fn join<F>(left: F, right: F, split: impl Fn(F) -> Result<Vec<F>, F>) -> Vec<F> {
    let mut joined = split(left).unwrap_or_else(|one| vec![one]);
    match split(right) {
        Ok(many) => joined.extend(many),
        Err(one) => joined.push(one),
    }
    joined
}
