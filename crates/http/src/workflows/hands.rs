//! What a run reaches by the right of a key: what the key opens, and nothing of the operator's.

use std::sync::Arc;

use ::actions::{Action, Context};
use ::workflows::{ActionHands, Actor, Hands, NotReady, Reach};
use directory::Holder;
use secrecy::SecretString;

use super::owner;
use crate::actions::holder;
use crate::pages::Visit;
use crate::problem::Problem;

/// The actions, by the right of a key.
pub(super) fn of_key(
    visit: &Visit,
    holder: Holder,
    key: SecretString,
) -> Result<Arc<dyn Hands>, Problem> {
    let context = holder::context(visit, &holder, &key)?;
    Ok(over(visit, KeyReach { by: Some((holder, key)), context }))
}

/// The actions, for saying what would be done: without a key nothing can be.
pub(super) fn tied(visit: &Visit) -> Arc<dyn Hands> {
    over(visit, KeyReach { by: None, context: Context::new() })
}

fn over(visit: &Visit, reach: KeyReach) -> Arc<dyn Hands> {
    Arc::new(ActionHands::new(Arc::new(visit.catalogue().clone()), Arc::new(reach)))
}

/// What a key opens.
struct KeyReach {
    /// Who holds the key, and the key.
    by: Option<(Holder, SecretString)>,
    context: Context,
}

impl Reach for KeyReach {
    fn actor(&self) -> Actor {
        self.by.as_ref().map_or(Actor::Operator, |(holder, _)| owner::actor(holder))
    }

    fn secrets(&self) -> Vec<SecretString> {
        let key = self.by.iter().map(|(_, key)| key.clone());
        key.chain(self.context.secrets()).collect()
    }

    /// The key is not kept, so a run that was cut off is not carried on.
    fn goes_to(&self, _action: &Action, _connection: Option<&str>) -> Option<String> {
        None
    }

    fn context(&self, action: &Action, connection: Option<&str>) -> Result<Context, NotReady> {
        if let Some(name) = connection {
            return Err(NotReady::Forbidden(format!(
                "it is sent over the connection `{name}`, which is the operator's, and a key acts on its own directory alone: \
                 leave the connection out, or have the operator run it"
            )));
        }
        if let Some((holder, _)) = &self.by {
            holder::refuse_unfit(action, holder)
                .map_err(|problem| NotReady::Forbidden(problem.detail().to_owned()))?;
        }
        Ok(self.context.clone())
    }
}

impl std::fmt::Debug for KeyReach {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyReach").field("actor", &self.actor()).finish_non_exhaustive()
    }
}
