//! PATCH of a user (RFC 7644 §3.5.2).

use scim::patch;
use scim::patch::Step;
use serde_json::{Map, Value};

use super::{draft, mirror, update};
use crate::caller::Caller;
use crate::error::Error;
use crate::model::ResourceId;
use crate::service::{Decision, Moment, Operation};
use crate::store::Snapshot;

/// Changes a user.
pub(crate) struct PatchUser<'c> {
    caller: &'c Caller,
    id: ResourceId,
    steps: Vec<Step<'c>>,
}

impl<'c> PatchUser<'c> {
    /// Reads what the client sent.
    pub(crate) fn new(
        caller: &'c Caller,
        id: ResourceId,
        body: Map<String, Value>,
        limits: &scim::Limits,
    ) -> Result<Self, Error> {
        let profile = &*caller.profile;
        let own = id.to_string();
        let steps = patch::read(body, &own, &profile.user, &profile.tolerances, limits)?;
        Ok(Self { caller, id, steps })
    }
}

impl Operation for PatchUser<'_> {
    type Output = update::Updated;

    async fn decide(
        &self,
        read: &mut dyn Snapshot,
        moment: &Moment<'_>,
    ) -> Result<Decision<Self::Output>, Error> {
        let profile = &*self.caller.profile;
        let (record, before) = update::current(read, self.id).await?;
        let mut after = patch::apply(&before, &self.steps, &profile.user, &profile.tolerances)?;
        mirror::reconcile(profile, &mut after, Some(&before));
        draft::check(profile, &after)?;
        update::decide(read, self.caller, (record, before), after, moment).await
    }
}
