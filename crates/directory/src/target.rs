//! The resource an operation is about: which, and on what condition.

use crate::body;
use crate::caller::Caller;
use crate::condition::Condition;
use crate::error::Error;
use crate::model::{Kind, Record, ResourceId};
use crate::store::{SharedRecord, Snapshot};
use scim::Resource;

/// What a change is aimed at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target<'c> {
    id: ResourceId,
    if_match: Option<&'c Condition>,
}

impl<'c> Target<'c> {
    /// A resource whatever its version.
    pub(crate) fn any(id: ResourceId) -> Self {
        Self { id, if_match: None }
    }

    /// A resource on a condition, which counts where the caller's profile has versions.
    pub(crate) fn new(caller: &Caller, id: ResourceId, if_match: Option<&'c Condition>) -> Self {
        Self { id, if_match: if_match.filter(|_| caller.profile.features.etag) }
    }

    /// Which.
    pub(crate) fn id(&self) -> ResourceId {
        self.id
    }

    /// The version the change must find, if the client named one.
    pub(crate) fn expected(&self, found: &Record) -> Option<u64> {
        self.if_match.map(|_| found.version)
    }

    /// The resource as it stands, if it is there and meets the condition.
    pub(crate) async fn record(
        &self,
        read: &mut dyn Snapshot,
        kind: Kind,
    ) -> Result<SharedRecord, Error> {
        let id = self.id;
        let not_found = || Error::NotFound { kind, id: id.to_string() };
        let record = read.record(kind, id).await?.ok_or_else(not_found)?;
        match self.if_match {
            Some(condition) if !condition.names(record.version) => {
                Err(Error::Precondition { kind, id, version: record.version })
            }
            _ => Ok(record),
        }
    }

    /// The same, with what its body says.
    pub(crate) async fn current(
        &self,
        read: &mut dyn Snapshot,
        kind: Kind,
    ) -> Result<(SharedRecord, Resource), Error> {
        let record = self.record(read, kind).await?;
        let resource = body::read(&record.body)?;
        Ok((record, resource))
    }
}
