//! What carries a workflow out for whoever holds a key: the actions of the catalogue, in what the key opens.

use ::actions::{ActionError, Catalogue, Context, ErrorKind, Inputs};
use ::workflows::{Actor, Deed, Doing, Effect, Hands, NotReady, Undone};
use directory::Holder;
use secrecy::SecretString;
use serde_json::Value;

use super::owner;
use crate::actions::holder;
use crate::pages::Visit;
use crate::problem::Problem;

/// The actions, by the right of a key. Without one nothing can be done; what would be can be said.
pub(super) struct KeyHands {
    catalogue: Catalogue,
    /// Who holds the key, and the key.
    by: Option<(Holder, SecretString)>,
    context: Context,
}

impl KeyHands {
    /// By the right of a key.
    pub(super) fn new(visit: &Visit, holder: Holder, key: SecretString) -> Result<Self, Problem> {
        let context = holder::context(visit, &holder, &key)?;
        Ok(Self { catalogue: visit.catalogue().clone(), by: Some((holder, key)), context })
    }

    /// For saying what would be done.
    pub(super) fn tied(visit: &Visit) -> Self {
        Self { catalogue: visit.catalogue().clone(), by: None, context: Context::new() }
    }

    fn action(&self, name: &str) -> Result<&::actions::Action, Undone> {
        self.catalogue.get(name).ok_or_else(|| undone(format!("there is no action {name}")))
    }

    fn read(&self, deed: &Deed) -> Result<(&::actions::Action, Inputs), Undone> {
        let action = self.action(&deed.action)?;
        let given = deed.inputs.iter().map(|(name, value)| (name, value.clone()));
        let inputs = Inputs::read(action, given).map_err(|error| undone(error.to_string()))?;
        Ok((action, inputs))
    }
}

impl Hands for KeyHands {
    fn actor(&self) -> Actor {
        self.by.as_ref().map_or(Actor::Operator, |(holder, _)| owner::actor(holder))
    }

    fn secrets(&self) -> Vec<SecretString> {
        self.by.iter().map(|(_, key)| key.clone()).collect()
    }

    fn ready(&self, action: &str, connection: Option<&str>) -> Result<(), NotReady> {
        let known = self.catalogue.get(action).ok_or_else(|| {
            NotReady::Missing(format!("there is no action {action}; /actions lists what there is"))
        })?;
        if let Some(name) = connection {
            return Err(NotReady::Forbidden(format!(
                "it is sent over the connection `{name}`, which is the operator's, and a key acts on its own directory alone: \
                 leave the connection out, or have the operator run it"
            )));
        }
        let Some((holder, _)) = &self.by else { return Ok(()) };
        holder::refuse_unfit(known, holder)
            .map_err(|problem| NotReady::Forbidden(problem.detail().to_owned()))
    }

    fn effect(&self, deed: &Deed) -> Effect {
        match self.catalogue.get(&deed.action).map(|action| action.effect) {
            Some(::actions::Effect::Read | ::actions::Effect::Change) => Effect::Repeatable,
            Some(::actions::Effect::Delete) => Effect::Delete,
            Some(::actions::Effect::Create) => Effect::Create,
            // What is not known is treated with the most care.
            Some(::actions::Effect::Send) | None => Effect::Send,
        }
    }

    fn perform<'a>(&'a self, deed: &'a Deed) -> Doing<'a, Result<Value, Undone>> {
        Box::pin(async move {
            let (action, inputs) = self.read(deed)?;
            let done = ::actions::run(action, &inputs, &self.context).await;
            done.map(|output| output.body).map_err(failed)
        })
    }

    fn find_created<'a>(&'a self, deed: &'a Deed) -> Doing<'a, Result<Option<Value>, Undone>> {
        Box::pin(async move {
            let (action, inputs) = self.read(deed)?;
            let found = ::actions::find_created(action, &inputs, &self.context).await;
            found.map(|output| output.map(|output| output.body)).map_err(failed)
        })
    }

    fn plan(&self, deed: &Deed) -> Result<Vec<String>, Undone> {
        let (action, inputs) = self.read(deed)?;
        Ok(action.plan(&inputs).requests.iter().map(ToString::to_string).collect())
    }

    fn example(&self, action: &str) -> Value {
        self.catalogue.get(action).map(|action| action.example_output.clone()).unwrap_or_default()
    }
}

impl std::fmt::Debug for KeyHands {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyHands").field("actor", &self.actor()).finish_non_exhaustive()
    }
}

fn undone(message: String) -> Undone {
    Undone { message, hint: None, maybe_done: false, not_found: false, transient: false }
}

#[expect(clippy::needless_pass_by_value, reason = "it is what map_err gives")]
fn failed(error: ActionError) -> Undone {
    let kind = error.kind();
    let message = error.refusal().map_or_else(
        || error.words().join(": "),
        |refusal| format!("{} {}", refusal.status, refusal.detail),
    );
    Undone {
        message,
        hint: error.hint(),
        maybe_done: error.maybe_done(),
        not_found: kind == ErrorKind::NotFound,
        transient: matches!(kind, ErrorKind::Busy | ErrorKind::Unreachable),
    }
}
