//! PUT of a user (RFC 7644 §3.5.1): what is not sent is cleared, except `active`.

use scim::{Resource, resource};
use serde_json::{Map, Value};

use super::{draft, mirror, update};
use crate::caller::Caller;
use crate::error::Error;
use crate::model::Kind;
use crate::projected::Shown;
use crate::service::{Decision, Moment, Operation};
use crate::store::Snapshot;
use crate::target::Target;

/// Replaces a user.
pub(crate) struct ReplaceUser<'c> {
    caller: &'c Caller,
    target: Target<'c>,
    shown: Shown<'c>,
    user: Resource,
}

impl<'c> ReplaceUser<'c> {
    /// Reads what the client sent.
    pub(crate) fn new(
        caller: &'c Caller,
        target: Target<'c>,
        shown: Shown<'c>,
        document: Map<String, Value>,
    ) -> Result<Self, Error> {
        let profile = &*caller.profile;
        let user = resource::read(document, &profile.user, &profile.tolerances)?;
        Ok(Self { caller, target, shown, user })
    }
}

impl<'c> Operation for ReplaceUser<'c> {
    type Output = update::Updated<'c>;

    async fn decide(
        &self,
        read: &mut dyn Snapshot,
        moment: &Moment<'_>,
    ) -> Result<Decision<Self::Output>, Error> {
        let profile = &*self.caller.profile;
        let (record, before) = self.target.current(read, Kind::User).await?;
        let mut after = self.user.clone();
        mirror::reconcile(profile, &mut after, None);
        draft::default_active(&mut after, Some(&before));
        draft::check(profile, &after)?;
        resource::check_immutable(&before, &after, &profile.user)?;
        update::decide(read, self.caller, (record, before), after, self.shown, moment).await
    }
}
