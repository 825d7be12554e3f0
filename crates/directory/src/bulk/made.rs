//! What the operations so far have created, by `bulkId`; and references put in place.

use std::collections::HashMap;

use scim::Limits;

use super::BulkError;
use super::command::Command;
use super::endpoint::Name;
use crate::caller::Caller;

/// A resource that is there.
#[derive(Clone, Debug)]
pub(super) struct Located {
    /// Its id.
    pub(super) id: String,
    /// Its URL.
    pub(super) location: String,
}

/// What became of each POST that has ended; `None`: it failed.
#[derive(Clone, Debug, Default)]
pub(super) struct Made(HashMap<String, Option<Located>>);

impl Made {
    /// Notes how a POST ended.
    pub(super) fn note(&mut self, name: String, created: Option<Located>) {
        self.0.insert(name, created);
    }

    /// The resource of that name.
    pub(super) fn get(&self, name: &str) -> Result<&Located, BulkError> {
        match self.0.get(name) {
            Some(Some(created)) => Ok(created),
            Some(None) => Err(BulkError::FailedReference { name: name.to_owned() }),
            None => Err(BulkError::Unresolved { name: name.to_owned() }),
        }
    }

    /// Puts what was created in the place of every reference in the command, its path included. The first that
    /// can't be is why the operation fails.
    pub(super) fn resolve(
        &self,
        command: &mut Command,
        caller: &Caller,
        limits: &Limits,
    ) -> Result<(), BulkError> {
        if let Some(name) = command.name_mut()
            && let Name::BulkId(bulk_id) = name
        {
            *name = Name::Id(self.get(bulk_id)?.id.clone());
        }
        let mut failed = None;
        command.mentions(caller, limits, &mut |mut mention| {
            let Some(found) = mention.bulk_id().map(|name| self.get(name)) else { return };
            match found {
                Ok(created) => mention.replace(&created.id, &created.location),
                Err(error) => failed = failed.take().or(Some(error)),
            }
        });
        failed.map_or(Ok(()), Err)
    }
}
