//! Hands that do what a story tells.

use std::collections::VecDeque;
use std::future::ready;
use std::sync::{Arc, Mutex};

use secrecy::SecretString;
use serde_json::{Value, json};

use crate::run::{Actor, Deed, Doing, Effect, Hands, NotReady, Undone};

/// How an action goes.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    Done(Value),
    Refused(&'static str),
    Transient(&'static str),
    /// No answer came.
    Lost,
    /// None comes.
    Never,
}

/// The answers, in order, and what was asked.
#[derive(Debug)]
pub(crate) struct Script {
    answers: Mutex<VecDeque<Answer>>,
    found: Mutex<Option<Value>>,
    done: Mutex<Vec<String>>,
}

impl Script {
    pub(crate) fn new(answers: impl IntoIterator<Item = Answer>) -> Arc<Self> {
        Arc::new(Self {
            answers: Mutex::new(answers.into_iter().collect()),
            found: Mutex::default(),
            done: Mutex::default(),
        })
    }

    /// What is found where something may have been created.
    pub(crate) fn finds(&self, found: Value) {
        *self.found.lock().unwrap() = Some(found);
    }

    /// What was asked, in order.
    pub(crate) fn done(&self) -> Vec<String> {
        self.done.lock().unwrap().clone()
    }

    fn note(&self, what: &str, deed: &Deed) {
        let inputs = Value::Object(deed.inputs.clone());
        self.done.lock().unwrap().push(format!("{what} {inputs}"));
    }
}

impl Hands for Script {
    fn actor(&self) -> Actor {
        Actor::Operator
    }

    fn secrets(&self) -> Vec<SecretString> {
        vec![SecretString::from("connection-key")]
    }

    fn ready(&self, action: &str, _: Option<&str>) -> Result<(), NotReady> {
        match action {
            "email.forget" => Err(NotReady::Missing("there is no such action".to_owned())),
            _ => Ok(()),
        }
    }

    fn secrets_of(&self, deed: &Deed) -> Vec<SecretString> {
        deed.inputs.get("authorization").map(actions::secrets_in).unwrap_or_default()
    }

    fn effect(&self, deed: &Deed) -> Effect {
        match deed.action.as_str() {
            "scim.create_user" => Effect::Create,
            "email.send" => Effect::Send,
            _ => Effect::Repeatable,
        }
    }

    fn perform<'a>(&'a self, deed: &'a Deed) -> Doing<'a, Result<Value, Undone>> {
        self.note(&deed.action, deed);
        let undone = |message: &str| Undone {
            message: message.to_owned(),
            hint: None,
            maybe_done: false,
            not_found: false,
            transient: false,
        };
        let answer = self.answers.lock().unwrap().pop_front();
        match answer.expect("the story tells how it goes") {
            Answer::Done(output) => Box::pin(ready(Ok(output))),
            Answer::Refused(why) => Box::pin(ready(Err(undone(why)))),
            Answer::Transient(why) => {
                Box::pin(ready(Err(Undone { transient: true, ..undone(why) })))
            }
            Answer::Lost => {
                Box::pin(ready(Err(Undone { maybe_done: true, ..undone("no answer") })))
            }
            Answer::Never => Box::pin(std::future::pending()),
        }
    }

    fn find_created<'a>(&'a self, deed: &'a Deed) -> Doing<'a, Result<Option<Value>, Undone>> {
        self.note("find", deed);
        Box::pin(ready(Ok(self.found.lock().unwrap().clone())))
    }

    fn plan(&self, deed: &Deed) -> Result<Vec<String>, Undone> {
        Ok(vec![deed.action.clone()])
    }

    fn example(&self, _: &str) -> Value {
        json!({"id": "example"})
    }
}
