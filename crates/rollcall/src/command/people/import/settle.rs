//! One person, from the row to the directory.

use actions::{Action, ActionError, Context, ErrorKind};
use client::{Client, Endpoint};
use serde_json::Value;

use super::TITLE;
use super::difference::{Difference, differences, patch};
use super::person::{Person, folded};
use super::present::{Present, find};
use crate::command::people::member::member;

/// The directory that people are imported into.
#[derive(Debug)]
pub(super) struct Service<'a> {
    pub(super) action: &'a Action,
    pub(super) client: Client,
    pub(super) context: Context,
    pub(super) present: Present,
}

/// What came of a person.
#[derive(Debug)]
pub(super) struct Settled {
    pub(super) outcome: Outcome,
    /// What the service said besides.
    pub(super) notices: Vec<String>,
    /// The attributes that the service does not have as it was told.
    pub(super) not_kept: Vec<String>,
}

/// What came of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Created,
    Changed,
    Unchanged,
}

/// Why a person is not there as the row says.
#[derive(Debug)]
pub(super) enum Trouble {
    /// For a reason of the row's own.
    Row(String),
    /// For one that all others have too.
    All(ActionError),
}

impl Service<'_> {
    /// The user who is there, if there is one.
    pub(super) async fn existing(&self, person: &Person) -> Result<Option<Value>, ActionError> {
        match &self.present {
            Present::Read(users) => Ok(users.get(&folded(&person.name)).cloned()),
            Present::Sought => find(&self.client, &person.name).await,
        }
    }

    /// What has to change of a user.
    pub(super) fn differences(&self, person: &Person, user: &Value) -> Vec<Difference> {
        differences(self.action, person, user)
    }

    /// Sees to it that the person is there as the row says.
    pub(super) async fn settle(&self, person: &Person) -> Result<Settled, Trouble> {
        match self.existing(person).await? {
            Some(user) => self.change(person, &user).await,
            None => self.create(person).await,
        }
    }

    async fn create(&self, person: &Person) -> Result<Settled, Trouble> {
        let refused = match self.run(person).await {
            Ok(settled) => return Ok(settled),
            Err(error) => error,
        };
        let lost = refused.maybe_done();
        if !lost && refused.kind() != ErrorKind::Conflict {
            return Err(refused.into());
        }
        // Somebody was quicker, the list had missed one, or the answer was lost: it is seen by looking. A conflict may
        // be about something else than the name.
        match find(&self.client, &person.name).await? {
            Some(user) => {
                let settled = self.change(person, &user).await?;
                let made = lost && settled.outcome == Outcome::Unchanged;
                Ok(if made { Settled { outcome: Outcome::Created, ..settled } } else { settled })
            }
            None if lost => Ok(self.run(person).await?),
            None => Err(refused.into()),
        }
    }

    /// Creates a user.
    async fn run(&self, person: &Person) -> Result<Settled, ActionError> {
        let output = actions::run(self.action, &person.inputs, &self.context).await?;
        let not_kept = self.not_kept(person, &output.body);
        Ok(Settled { outcome: Outcome::Created, notices: output.notices, not_kept })
    }

    async fn change(&self, person: &Person, user: &Value) -> Result<Settled, Trouble> {
        let differences = self.differences(person, user);
        if differences.is_empty() {
            return Ok(Settled {
                outcome: Outcome::Unchanged,
                notices: Vec::new(),
                not_kept: Vec::new(),
            });
        }
        let Some(id) = member(user, "id").and_then(Value::as_str) else {
            return Err(Trouble::Row("the service shows no id of the user".to_owned()));
        };
        let patch = patch(&differences);
        let send = async || {
            let sent = self.client.patch(Endpoint::Users, id, &patch).await;
            sent.map_err(|source| ActionError::Client { action: TITLE.to_owned(), source })
        };
        let answer = match send().await {
            // It says how the user shall be, not what is done: twice is once.
            Err(error) if error.maybe_done() => send().await?,
            answer => answer?,
        };
        let not_kept = self.not_kept(person, &answer.body);
        // A service that keeps nothing of it has changed nothing.
        let kept = not_kept.len() < differences.len();
        let outcome = if kept { Outcome::Changed } else { Outcome::Unchanged };
        Ok(Settled { outcome, notices: answer.notices, not_kept })
    }

    /// What a user whom a service shows is not, and was to be.
    fn not_kept(&self, person: &Person, shown: &Value) -> Vec<String> {
        if !shown.is_object() {
            return Vec::new();
        }
        self.differences(person, shown).into_iter().map(|difference| difference.path).collect()
    }
}

impl From<ActionError> for Trouble {
    /// A key that opens nothing and a service that does not answer are the same for the next row.
    fn from(error: ActionError) -> Self {
        match error.kind() {
            ErrorKind::Unauthorized
            | ErrorKind::Busy
            | ErrorKind::Unreachable
            | ErrorKind::NotConnected => Self::All(error),
            _ => Self::Row(words(&error)),
        }
    }
}

/// Why, in one line.
fn words(error: &ActionError) -> String {
    match error.refusal() {
        Some(refusal) => format!("the service refused it: {refusal}"),
        None => error.words().join(": "),
    }
}
