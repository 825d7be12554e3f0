//! PATCH of a group (RFC 7644 §3.5.2). The steps on members are folded into who joins and who leaves;
//! the rest is applied to the group itself.

use scim::patch;
use scim::patch::Step;
use scim::path::Path;
use serde_json::{Map, Value};

use super::members::{MEMBERS, Members, Movement, Naming};
use super::update;
use crate::caller::Caller;
use crate::error::Error;
use crate::model::Kind;
use crate::service::{Decision, Moment, Operation};
use crate::store::Snapshot;
use crate::target::Target;

/// Changes a group.
pub(crate) struct PatchGroup<'c> {
    caller: &'c Caller,
    target: Target<'c>,
    of_members: Vec<Step<'c>>,
    of_group: Vec<Step<'c>>,
    naming: Naming<'c>,
}

impl<'c> PatchGroup<'c> {
    /// Reads what the client sent.
    pub(crate) fn new(
        caller: &'c Caller,
        target: Target<'c>,
        body: Map<String, Value>,
        limits: &scim::Limits,
    ) -> Result<Self, Error> {
        let profile = &*caller.profile;
        let own = target.id().to_string();
        let steps = patch::read(body, &own, &profile.group, &profile.tolerances, limits)?;
        let (of_members, of_group): (Vec<_>, Vec<_>) = steps.into_iter().partition(on_members);
        let naming = Naming::new(caller, limits);
        naming.check_count(of_members.iter().map(named).sum())?;
        Ok(Self { caller, target, of_members, of_group, naming })
    }
}

impl Operation for PatchGroup<'_> {
    type Output = Vec<String>;

    async fn decide(
        &self,
        read: &mut dyn Snapshot,
        moment: &Moment<'_>,
    ) -> Result<Decision<Self::Output>, Error> {
        let profile = &*self.caller.profile;
        let before = self.target.current(read, Kind::Group).await?;
        let after = patch::apply(&before.1, &self.of_group, &profile.group, &profile.tolerances)?;
        let (id, naming) = (before.0.id, self.naming);
        let members = Members::fold(read, self.caller, id, &self.of_members, naming).await?;
        let movement = if members.is_empty() {
            Movement::default()
        } else {
            members.movement(read, id, naming).await?
        };
        let expect = self.target.expected(&before.0);
        update::decide(read, self.caller, before, after, (movement, expect), moment).await
    }
}

fn on_members(step: &Step<'_>) -> bool {
    match &step.path {
        Path::Attribute(reference) | Path::Values { reference, .. } => {
            reference.attribute.name == MEMBERS
        }
        Path::Extension(_) => false,
    }
}

/// How many members a step names.
fn named(step: &Step<'_>) -> usize {
    step.value.as_ref().and_then(Value::as_array).map_or(1, Vec::len)
}
