//! The actions of the catalogue, carried out with what somebody may reach.

use std::fmt::Debug;
use std::sync::Arc;

use actions::{Action, ActionError, Catalogue, Context, ErrorKind, Inputs, Need};
use secrecy::SecretString;
use serde_json::Value;

use super::{Actor, Deed, Doing, Effect, Hands, NotReady, Undone};

/// What somebody may reach: the connections and the ways out that a run is given.
pub trait Reach: Debug + Send + Sync + 'static {
    /// Who.
    fn actor(&self) -> Actor;

    /// Every secret it uses: each is hidden in whatever a run shows.
    fn secrets(&self) -> Vec<SecretString>;

    /// Where an action goes, in words and never with a key, over the connection of that name or the one that is meant
    /// where none is named. None if there is no such connection, the inputs say where, or a run that was cut off is not
    /// carried on.
    fn goes_to(&self, action: &Action, connection: Option<&str>) -> Option<String>;

    /// What an action runs with, over the connection of that name, or the one that is meant where none is named. Refused
    /// where whoever began the run may not do or use that.
    fn context(&self, action: &Action, connection: Option<&str>) -> Result<Context, NotReady>;
}

/// The actions of the catalogue.
#[derive(Debug)]
pub struct ActionHands {
    catalogue: Arc<Catalogue>,
    reach: Arc<dyn Reach>,
}

impl ActionHands {
    /// The actions of a catalogue, with what somebody may reach.
    pub fn new(catalogue: Arc<Catalogue>, reach: Arc<dyn Reach>) -> Self {
        Self { catalogue, reach }
    }

    fn action(&self, name: &str) -> Result<&Action, NotReady> {
        self.catalogue.get(name).ok_or_else(|| {
            NotReady::Missing(format!(
                "there is no action `{name}`: `/actions` lists what there is"
            ))
        })
    }

    /// The action, its inputs and what it runs with.
    fn prepared<'a>(&'a self, deed: &Deed) -> Result<(&'a Action, Inputs, Context), Undone> {
        let action = self.action(&deed.action).map_err(|error| refused(error.to_string()))?;
        let inputs = inputs_of(action, deed)?;
        let context = self.reach.context(action, deed.connection.as_deref());
        let context = context.map_err(|error| refused(error.to_string()))?;
        Ok((action, inputs, context.with_request_id(&deed.run.as_request())))
    }
}

impl Hands for ActionHands {
    fn actor(&self) -> Actor {
        self.reach.actor()
    }

    fn secrets(&self) -> Vec<SecretString> {
        self.reach.secrets()
    }

    fn ready(&self, action: &str, connection: Option<&str>) -> Result<(), NotReady> {
        self.reach.context(self.action(action)?, connection).map(drop)
    }

    fn goes_to(&self, action: &str, connection: Option<&str>) -> Option<String> {
        self.reach.goes_to(self.action(action).ok()?, connection)
    }

    fn secrets_of(&self, deed: &Deed) -> Vec<SecretString> {
        self.action(&deed.action).map(|action| action.secrets(&deed.inputs)).unwrap_or_default()
    }

    fn effect(&self, deed: &Deed) -> Effect {
        let Ok(action) = self.action(&deed.action) else { return Effect::Send };
        match action.effect {
            actions::Effect::Read | actions::Effect::Change => Effect::Repeatable,
            actions::Effect::Delete => Effect::Delete,
            actions::Effect::Create => Effect::Create,
            actions::Effect::Send if only_reads(action, deed) => Effect::Repeatable,
            actions::Effect::Send => Effect::Send,
        }
    }

    fn perform<'a>(&'a self, deed: &'a Deed) -> Doing<'a, Result<Value, Undone>> {
        Box::pin(async move {
            let (action, inputs, context) = self.prepared(deed)?;
            let output = actions::run(action, &inputs, &context).await;
            output.map(|output| output.body).map_err(|error| undone(&error))
        })
    }

    fn find_created<'a>(&'a self, deed: &'a Deed) -> Doing<'a, Result<Option<Value>, Undone>> {
        Box::pin(async move {
            let (action, inputs, context) = self.prepared(deed)?;
            let found = actions::find_created(action, &inputs, &context).await;
            found.map(|found| found.map(|output| output.body)).map_err(|error| undone(&error))
        })
    }

    fn plan(&self, deed: &Deed) -> Result<Vec<String>, Undone> {
        let action = self.action(&deed.action).map_err(|error| refused(error.to_string()))?;
        let inputs = inputs_of(action, deed)?;
        Ok(action.plan(&inputs).requests.iter().map(ToString::to_string).collect())
    }

    fn example(&self, action: &str) -> Value {
        self.action(action).map(|action| action.example_output.clone()).unwrap_or_default()
    }
}

/// Whether a request to anywhere only asks: what it asks with says so.
fn only_reads(action: &Action, deed: &Deed) -> bool {
    if action.needs() != Need::Fetcher {
        return false;
    }
    let method = deed.inputs.iter().find(|(name, _)| {
        action.parameter(name).is_some_and(|parameter| parameter.name == "method")
    });
    let method = method.and_then(|(_, value)| value.as_str()).unwrap_or("GET");
    matches!(method.trim().to_ascii_uppercase().as_str(), "GET" | "HEAD" | "OPTIONS")
}

fn inputs_of(action: &Action, deed: &Deed) -> Result<Inputs, Undone> {
    Inputs::read(action, deed.inputs.clone()).map_err(|problems| refused(problems.to_string()))
}

fn refused(message: String) -> Undone {
    Undone { message, hint: None, maybe_done: false, not_found: false, transient: false }
}

fn undone(error: &ActionError) -> Undone {
    let mut words = error.words();
    // Some errors say what their source says.
    words.dedup();
    Undone {
        message: words.join(": "),
        hint: error.hint(),
        maybe_done: error.maybe_done(),
        not_found: error.kind() == ErrorKind::NotFound,
        transient: matches!(error.kind(), ErrorKind::Busy | ErrorKind::Unreachable),
    }
}
