//! A record that several readers share.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use crate::model::Record;
use crate::view::Sent;

/// A user or a group as a store hands it out. A store that keeps it hands out the same one again for as long as it is as it
/// was; so what it took to put together how it is sent is kept with it.
#[derive(Clone)]
pub struct SharedRecord(Arc<Shared>);

struct Shared {
    record: Record,
    sent: OnceLock<Sent>,
}

impl SharedRecord {
    /// How it was sent first, if that was kept.
    pub(crate) fn sent(&self) -> Option<&Sent> {
        self.0.sent.get()
    }

    /// Keeps how it is sent, unless it was kept before.
    pub(crate) fn keep(&self, sent: impl FnOnce() -> Option<Sent>) {
        if let Some(sent) = sent() {
            self.0.sent.get_or_init(|| sent);
        }
    }

    /// The record, for its own.
    pub fn into_record(self) -> Record {
        match Arc::try_unwrap(self.0) {
            Ok(shared) => shared.record,
            Err(shared) => shared.record.clone(),
        }
    }
}

impl From<Record> for SharedRecord {
    fn from(record: Record) -> Self {
        Self(Arc::new(Shared { record, sent: OnceLock::new() }))
    }
}

impl Deref for SharedRecord {
    type Target = Record;

    fn deref(&self) -> &Record {
        &self.0.record
    }
}

impl fmt::Debug for SharedRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl PartialEq for SharedRecord {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for SharedRecord {}
