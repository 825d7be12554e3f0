//! The resources that a snapshot has read last: who reads some often asks for their neighbours next.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use directory::model::{Named, ResourceId};

use crate::memory::KnownUser;

/// A page is dense if it has this many numbers for each resource at most.
const SPREAD: i64 = 2;

/// A resource that was read.
#[derive(Clone, Debug)]
pub(crate) struct Recent {
    /// Its number.
    pub(crate) no: i64,
    /// Its id.
    pub(crate) id: ResourceId,
    /// What is known of it, if it is a user.
    pub(crate) user: Option<Arc<KnownUser>>,
}

impl Recent {
    /// The groups it is a member of, if they are known.
    pub(super) fn groups(&self) -> Option<Arc<[Named]>> {
        self.user.as_ref().and_then(|user| user.groups()).cloned()
    }
}

impl From<Arc<KnownUser>> for Recent {
    fn from(user: Arc<KnownUser>) -> Self {
        Self { no: user.no(), id: user.record().id, user: Some(user) }
    }
}

/// The resources of the last answer.
#[derive(Debug, Default)]
pub(crate) struct Lately {
    read: RefCell<Vec<Recent>>,
    /// The place of the one that is to be asked for next.
    next: Cell<usize>,
    end_of_page: Cell<Option<i64>>,
}

impl Lately {
    /// A resource, if it was among them and they are asked for in the order in which they were read.
    pub(crate) fn next(&self, id: ResourceId) -> Option<Recent> {
        let (read, at) = (self.read.borrow(), self.next.get());
        let next = read.get(at).filter(|recent| recent.id == id)?;
        self.next.set(at + 1);
        Some(next.clone())
    }

    /// The last number of the page they were, if it is a dense one.
    pub(crate) fn end_of_page(&self) -> Option<i64> {
        self.end_of_page.get()
    }

    /// Remembers the one that was read.
    pub(crate) fn one(&self, recent: Recent) {
        self.remember(vec![recent], None);
    }

    /// Remembers those of a page.
    pub(crate) fn page(&self, read: Vec<Recent>) {
        let ends = read.first().zip(read.last()).map(|(first, last)| (first.no, last.no));
        let room = i64::try_from(read.len()).unwrap_or(i64::MAX).saturating_mul(SPREAD);
        let dense = ends.filter(|(first, last)| last - first < room);
        self.remember(read, dense.map(|(_, last)| last));
    }

    fn remember(&self, read: Vec<Recent>, end_of_page: Option<i64>) {
        self.read.replace(read);
        self.next.set(0);
        self.end_of_page.set(end_of_page);
    }
}
