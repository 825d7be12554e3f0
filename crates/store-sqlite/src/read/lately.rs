//! The numbers of the resources that a snapshot has read last: who reads some often asks for their neighbours next.

use std::cell::RefCell;
use std::collections::HashMap;

use directory::model::{Record, ResourceId};
use directory::store::{Page, Position};

use crate::stored::number_after;

/// The resources of the last answer, by id.
#[derive(Debug, Default)]
pub(crate) struct Lately(RefCell<HashMap<ResourceId, i64>>);

impl Lately {
    /// The number of a resource, if it was among them.
    pub(crate) fn number(&self, id: ResourceId) -> Option<i64> {
        self.0.borrow().get(&id).copied()
    }

    /// Remembers the one that was read.
    pub(crate) fn one(&self, (position, record): &(Position, Record)) {
        let mut numbers = self.0.borrow_mut();
        numbers.clear();
        numbers.insert(record.id, number_after(Some(*position)));
    }

    /// Remembers those of a page.
    pub(crate) fn page(&self, page: &Page) {
        let mut numbers = self.0.borrow_mut();
        numbers.clear();
        let read = page.records.iter();
        numbers.extend(read.map(|(position, record)| (record.id, number_after(Some(*position)))));
    }
}
