//! The resources that a snapshot has read last: who reads some often asks for their neighbours next.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use directory::model::{Record, ResourceId};
use directory::store::{Page, Position};

use crate::stored::number_after;

/// A page is dense if it has this many numbers for each resource at most.
const SPREAD: i64 = 2;

/// The resources of the last answer.
#[derive(Debug, Default)]
pub(crate) struct Lately {
    numbers: RefCell<HashMap<ResourceId, i64>>,
    end_of_page: Cell<Option<i64>>,
}

impl Lately {
    /// The number of a resource, if it was among them.
    pub(crate) fn number(&self, id: ResourceId) -> Option<i64> {
        self.numbers.borrow().get(&id).copied()
    }

    /// The last number of the page they were, if it is a dense one.
    pub(crate) fn end_of_page(&self) -> Option<i64> {
        self.end_of_page.get()
    }

    /// Remembers the one that was read.
    pub(crate) fn one(&self, (position, record): &(Position, Record)) {
        let mut numbers = self.numbers.borrow_mut();
        numbers.clear();
        numbers.insert(record.id, number_after(Some(*position)));
        self.end_of_page.set(None);
    }

    /// Remembers those of a page.
    pub(crate) fn page(&self, page: &Page) {
        let mut numbers = self.numbers.borrow_mut();
        numbers.clear();
        let number = |(position, _): &(Position, Record)| number_after(Some(*position));
        let read = page.records.iter();
        numbers.extend(read.map(|record| (record.1.id, number(record))));
        let ends = page.records.first().map(number).zip(page.records.last().map(number));
        let room = i64::try_from(page.records.len()).unwrap_or(i64::MAX).saturating_mul(SPREAD);
        let dense = ends.filter(|(first, last)| last - first < room);
        self.end_of_page.set(dense.map(|(_, last)| last));
    }
}
