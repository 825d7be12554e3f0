//! The port of what carries actions out: the catalogue, and what the run may reach with it.

use std::fmt::Debug;
use std::pin::Pin;

use secrecy::SecretString;
use serde_json::{Map, Value};

use super::{Actor, RunId};

/// A future that `dyn` hands can return.
pub type Doing<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What an action does to what is there: what may be done again follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Done twice it does no more than done once.
    Repeatable,
    /// Something is gone afterwards: if it is gone when it is done again, it was done.
    Delete,
    /// Something new comes to be, and can be looked for.
    Create,
    /// Something leaves the house, and can't be called back.
    Send,
}

/// An action to be done.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// The name of the action.
    pub action: String,
    /// The connection it is sent over; the one that is meant where none is named.
    pub connection: Option<String>,
    /// Its inputs, computed.
    pub inputs: Map<String, Value>,
    /// The run that does it.
    pub run: RunId,
}

/// Why an action was not done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Undone {
    /// What went wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// Whether it may have been done all the same: no answer came that tells.
    pub maybe_done: bool,
    /// Whether what it is about is not there.
    pub not_found: bool,
    /// Whether trying again can help.
    pub transient: bool,
}

/// Why an action can't be part of a run. Nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotReady {
    /// There is no such action, or no such connection.
    #[error("{0}")]
    Missing(String),
    /// Whoever began the run may not use that connection.
    #[error("{0}")]
    Forbidden(String),
}

/// What carries actions out, by somebody's right.
pub trait Hands: Debug + Send + Sync + 'static {
    /// By whose right.
    fn actor(&self) -> Actor;

    /// Every secret it uses: each is hidden in whatever the run shows.
    fn secrets(&self) -> Vec<SecretString>;

    /// Whether the action is there and may be sent over the connection. Asked for each action before a run begins.
    fn ready(&self, action: &str, connection: Option<&str>) -> Result<(), NotReady>;

    /// Where the action goes, over the connection of that name or the one that is meant where none is named: in words, and
    /// never with a key. A run that was cut off is carried on only where it still goes there. None where a run that
    /// was cut off is not carried on, or where the inputs say it all.
    fn goes_to(&self, _action: &str, _connection: Option<&str>) -> Option<String> {
        None
    }

    /// What of the inputs is secret: hidden from then on in whatever the run shows.
    fn secrets_of(&self, deed: &Deed) -> Vec<SecretString>;

    /// What the action does to what is there, with these inputs.
    fn effect(&self, deed: &Deed) -> Effect;

    /// Does it; what it answers.
    fn perform<'a>(&'a self, deed: &'a Deed) -> Doing<'a, Result<Value, Undone>>;

    /// What an earlier try of a creating action, whose answer was lost, has created.
    fn find_created<'a>(&'a self, deed: &'a Deed) -> Doing<'a, Result<Option<Value>, Undone>>;

    /// What it would send, in words. Nothing is sent.
    fn plan(&self, deed: &Deed) -> Result<Vec<String>, Undone>;

    /// An example of what it answers: what the steps of a dry run go on with.
    fn example(&self, action: &str) -> Value;
}
