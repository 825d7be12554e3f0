//! PUT of a group (RFC 7644 §3.5.1): name, external id and members become what is sent.

use scim::Resource;
use serde_json::{Map, Value};

use super::members::{Members, Naming};
use super::{draft, update};
use crate::caller::Caller;
use crate::error::Error;
use crate::model::Kind;
use crate::service::{Decision, Moment, Operation};
use crate::store::Snapshot;
use crate::target::Target;

/// Replaces a group.
pub(crate) struct ReplaceGroup<'c> {
    caller: &'c Caller,
    target: Target<'c>,
    group: Resource,
    members: Members,
    naming: Naming<'c>,
}

impl<'c> ReplaceGroup<'c> {
    /// Reads what the client sent.
    pub(crate) fn new(
        caller: &'c Caller,
        target: Target<'c>,
        document: Map<String, Value>,
        limits: &scim::Limits,
    ) -> Result<Self, Error> {
        let (group, members, naming) = draft::read(caller, document, limits)?;
        Ok(Self { caller, target, group, members, naming })
    }
}

impl Operation for ReplaceGroup<'_> {
    type Output = Vec<String>;

    async fn decide(
        &self,
        read: &mut dyn Snapshot,
        moment: &Moment<'_>,
    ) -> Result<Decision<Self::Output>, Error> {
        let before = self.target.current(read, Kind::Group).await?;
        let movement = self.members.movement(read, before.0.id, self.naming).await?;
        let expect = self.target.expected(&before.0);
        let after = self.group.clone();
        update::decide(read, self.caller, before, after, (movement, expect), moment).await
    }
}
