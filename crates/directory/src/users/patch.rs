//! PATCH of a user (RFC 7644 §3.5.2).

use scim::patch;
use scim::patch::Step;
use serde_json::{Map, Value};

use super::{draft, mirror, update};
use crate::caller::Caller;
use crate::error::Error;
use crate::model::Kind;
use crate::projected::Shown;
use crate::service::{Decision, Moment, Operation};
use crate::store::Snapshot;
use crate::target::Target;

/// Changes a user.
pub(crate) struct PatchUser<'c> {
    caller: &'c Caller,
    target: Target<'c>,
    shown: Shown<'c>,
    steps: Vec<Step<'c>>,
}

impl<'c> PatchUser<'c> {
    /// Reads what the client sent.
    pub(crate) fn new(
        caller: &'c Caller,
        target: Target<'c>,
        shown: Shown<'c>,
        body: Map<String, Value>,
        limits: &scim::Limits,
    ) -> Result<Self, Error> {
        let profile = &*caller.profile;
        let own = target.id().to_string();
        let steps = patch::read(body, &own, &profile.user, &profile.tolerances, limits)?;
        Ok(Self { caller, target, shown, steps })
    }
}

impl<'c> Operation for PatchUser<'c> {
    type Output = update::Updated<'c>;

    async fn decide(
        &self,
        read: &mut dyn Snapshot,
        moment: &Moment<'_>,
    ) -> Result<Decision<Self::Output>, Error> {
        let profile = &*self.caller.profile;
        let (record, before) = self.target.current(read, Kind::User).await?;
        let mut after = patch::apply(&before, &self.steps, &profile.user, &profile.tolerances)?;
        mirror::reconcile(profile, &mut after, Some(&before));
        draft::check(profile, &after)?;
        update::decide(read, self.caller, (record, before), after, self.shown, moment).await
    }
}
