//! PUT of a group (RFC 7644 §3.5.1): name, external id and members become what is sent.

use scim::{Resource, resource};
use serde_json::{Map, Value};

use super::members::{MEMBERS, Members};
use super::{draft, update};
use crate::caller::Caller;
use crate::error::Error;
use crate::model::ResourceId;
use crate::service::{Decision, Moment, Operation};
use crate::store::Snapshot;

/// Replaces a group.
pub(crate) struct ReplaceGroup<'c> {
    caller: &'c Caller,
    id: ResourceId,
    group: Resource,
    members: Members,
}

impl<'c> ReplaceGroup<'c> {
    /// Reads what the client sent.
    pub(crate) fn new(
        caller: &'c Caller,
        id: ResourceId,
        document: Map<String, Value>,
        limits: &scim::Limits,
    ) -> Result<Self, Error> {
        let profile = &*caller.profile;
        let mut group = resource::read(document, &profile.group, &profile.tolerances)?;
        let members = group.as_map_mut().shift_remove(MEMBERS);
        draft::check(profile, &group)?;
        let members = Members::exactly(members.as_ref(), limits.members)?;
        Ok(Self { caller, id, group, members })
    }
}

impl Operation for ReplaceGroup<'_> {
    type Output = Vec<String>;

    async fn decide(
        &self,
        read: &mut dyn Snapshot,
        moment: &Moment<'_>,
    ) -> Result<Decision<Self::Output>, Error> {
        let before = update::current(read, self.id).await?;
        let movement = self.members.movement(read, self.id).await?;
        update::decide(read, self.caller, before, self.group.clone(), movement, moment).await
    }
}
