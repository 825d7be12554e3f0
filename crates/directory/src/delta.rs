//! The difference between two sorted lists of keys.

/// What goes and what comes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Delta<T> {
    /// In the first only.
    pub(crate) removed: Vec<T>,
    /// In the second only.
    pub(crate) added: Vec<T>,
}

impl<T: Ord> Delta<T> {
    /// What makes `before` into `after`.
    pub(crate) fn between(before: Vec<T>, after: Vec<T>) -> Self {
        let added_of = |from: &[T], of: Vec<T>| -> Vec<T> {
            of.into_iter().filter(|one| !from.contains(one)).collect()
        };
        let kept: Vec<bool> = before.iter().map(|one| after.contains(one)).collect();
        let added = added_of(&before, after);
        let removed =
            before.into_iter().zip(kept).filter(|(_, kept)| !kept).map(|(one, _)| one).collect();
        Self { removed, added }
    }
}
