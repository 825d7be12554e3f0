//! Users and groups of a snapshot: users from memory, where they are known.

use std::sync::Arc;

use directory::model::{Kind, ResourceId};
use directory::store::{Page, Position, Selection, SharedRecord};

use super::lately::{Lately, Recent};
use super::record::{Numbered, record};
use super::select::select;
use super::transaction::Transaction;
use crate::memory::KnownUser;
use crate::stored::{number_after, position};

/// The resources of a directory as a transaction has them.
#[derive(Clone, Copy)]
pub(super) struct Resources<'a> {
    pub(super) transaction: &'a Transaction,
    /// Where what is read is remembered.
    pub(super) lately: &'a Lately,
}

impl Resources<'_> {
    /// The resource of that id.
    pub(super) fn by_id(
        self,
        kind: Kind,
        id: ResourceId,
    ) -> rusqlite::Result<Option<SharedRecord>> {
        let Transaction { place, end, .. } = *self.transaction;
        let known = match (kind, place.own_directory()) {
            (Kind::User, Some(directory)) => self.transaction.memory().user(directory, id, end),
            _ => None,
        };
        let (recent, record) = match known {
            Some(user) => told(user),
            None => match record(self.transaction.connection()?, place.directory, kind, id)? {
                Some(read) => self.keep(read),
                None => return Ok(None),
            },
        };
        self.lately.one(recent);
        Ok(Some(record))
    }

    /// A page of them.
    pub(super) fn page(self, kind: Kind, selection: &Selection) -> rusqlite::Result<Page> {
        let Transaction { place, end, .. } = *self.transaction;
        let connection = self.transaction.connection()?;
        let numbers = select(connection, place.directory, kind, selection)?;
        let mut table = Numbered::of(connection);
        let mut recently = Vec::with_capacity(numbers.len());
        let mut records = Vec::with_capacity(numbers.len());
        for no in numbers {
            let known = match kind {
                Kind::User => self.transaction.memory().user_of_number(no, end),
                Kind::Group => None,
            };
            let (recent, record) = match known {
                Some(user) => told(user),
                None => self.keep(table.record(no)?),
            };
            recently.push(recent);
            records.push((position(no), record));
        }
        self.lately.page(recently);
        Ok(Page { records })
    }

    /// Keeps what was read, if it is a user.
    fn keep(self, (position, record): (Position, SharedRecord)) -> (Recent, SharedRecord) {
        let Transaction { place, end, .. } = *self.transaction;
        let no = number_after(Some(position));
        let user = match (record.kind, place.own_directory()) {
            (Kind::User, Some(directory)) => {
                Some(self.transaction.memory().keep_user(directory, no, &record, end))
            }
            _ => None,
        };
        (Recent { no, id: record.id, user }, record)
    }
}

/// A user that is known.
fn told(user: Arc<KnownUser>) -> (Recent, SharedRecord) {
    let record = user.record().clone();
    (user.into(), record)
}
