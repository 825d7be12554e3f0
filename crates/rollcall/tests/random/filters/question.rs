//! What is asked of a directory: a filter, an order, a page.

use directory::{ListQuery, Wanted};

use super::evaluator::Everyone;
use crate::chance::Chance;
use crate::query::{Tree, grow};

/// A query for a list.
#[derive(Clone, Debug)]
pub(super) struct Question {
    /// The filter.
    pub(super) filter: Tree,
    /// By the number of which leaf the list is sorted, and whether the greatest comes first.
    pub(super) sort: Option<(usize, bool)>,
    /// Which page.
    pub(super) page: Page,
    /// Whether whole resources are wanted, not their ids alone.
    pub(super) whole: bool,
}

/// A page, or all of them.
#[derive(Clone, Copy, Debug)]
pub(super) enum Page {
    /// `startIndex` and `count`.
    At(u64, u64),
    /// All pages of this size, by cursor.
    Walk(u64),
}

impl Question {
    /// Draws one.
    pub(super) fn draw(chance: &mut Chance, everyone: &Everyone) -> Self {
        let filter = grow(chance, &everyone.attributes, &everyone.indexed);
        let leaves = everyone.attributes.leaves.len() as u64;
        let sort = chance.once_in(4).then(|| {
            let leaf = usize::try_from(chance.below(leaves)).unwrap_or_default();
            (leaf, chance.once_in(2))
        });
        let page = match chance.below(8) {
            0 => Page::Walk(1 + chance.below(20)),
            1 | 2 => Page::At(chance.below(20), chance.below(20)),
            _ => Page::At(1, 1_000),
        };
        Self { filter, sort, page, whole: chance.once_in(20) }
    }

    /// As the service takes it; `cursor` for a walk.
    pub(super) fn query(&self, everyone: &Everyone, cursor: &str) -> ListQuery {
        let number = |number: u64| i64::try_from(number).ok();
        let mut query = ListQuery { filter: Some(self.filter.to_string()), ..ListQuery::default() };
        if let Some((leaf, descending)) = self.sort {
            query.sort_by = Some(everyone.attributes.leaves[leaf].path.clone());
            query.sort_order = descending.then(|| "descending".to_owned());
        }
        match self.page {
            Page::At(start, count) => {
                (query.start_index, query.count) = (number(start), number(count));
            }
            Page::Walk(count) => {
                query.count = number(count);
                query.cursor = Some(cursor.to_owned());
            }
        }
        if !self.whole {
            query.wanted = Wanted { attributes: Some("id".to_owned()), ..Wanted::default() };
        }
        query
    }
}
