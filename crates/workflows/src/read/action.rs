//! Steps that are actions, held against the catalogue.

use actions::{Action, Catalogue, Inputs, Kind as Holds, Need, Problem};
use serde_json::{Map, Value};

use super::fields::Fields;
use super::node::{Key, Kind, Node};
use super::problem::Spot;
use super::{Reader, built_in};
use crate::model::StepKind;

/// Stands for what is not known yet within a value: a text and a flag may be this.
const SOME: &str = "false";

impl Reader<'_> {
    pub(super) fn action(&mut self, fields: &Fields<'_>, at: &Spot, name: &str) -> StepKind {
        self.stepless(fields, name);
        let inputs = fields.names(self, "inputs");
        for (_, value) in inputs {
            self.expressions(value);
        }
        if let Some(catalogue) = self.catalogue {
            match catalogue.get(name) {
                // What is no set of inputs at all is said already.
                Some(_) if fields.get("inputs").is_some_and(|node| node.members().is_none()) => {}
                Some(action) => self.hold(action, inputs, at),
                None => self.no_such(catalogue, at, name),
            }
        }
        let mut map = Map::new();
        for (key, value) in inputs {
            map.insert(key.name.clone(), value.value());
        }
        StepKind::Action(map)
    }

    /// Whether an action is sent over a connection.
    pub(super) fn is_sent(&self, name: &str) -> bool {
        let action = self.catalogue.and_then(|catalogue| catalogue.get(name));
        action.is_none_or(|action| matches!(action.needs(), Need::Scim | Need::Admin))
    }

    fn no_such(&mut self, catalogue: &Catalogue, at: &Spot, name: &str) {
        let full = catalogue.iter().map(|action| action.full_name.as_str());
        let known = full.chain(built_in::NAMES.iter().copied());
        let short = name.split_once('.').map_or(name, |(_, short)| short);
        let by_its_own = || {
            let own = catalogue.iter().map(|action| action.name.as_str());
            catalogue.get(actions::nearest(short, own)?).map(|action| action.full_name.as_str())
        };
        let remedy = match actions::nearest(name, known).or_else(by_its_own) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "the page /actions shows those there are".to_owned(),
        };
        self.say(at, format!("there is no action `{name}`: {remedy}"));
    }

    /// Holds inputs against what an action takes.
    fn hold(&mut self, action: &Action, inputs: &[(Key, Node)], at: &Spot) {
        let mut guessed = false;
        let given: Vec<(&str, Option<Value>)> = inputs
            .iter()
            .map(|(key, node)| {
                let value = match &node.kind {
                    Kind::Text(text) => (!text.contains("{{")).then(|| node.value()),
                    _ => Some(stood_in(node.value(), &mut guessed)),
                };
                (key.name.as_str(), value)
            })
            .collect();
        let otherwise = self.not_as_written(action, inputs);
        for problem in Inputs::check(action, given) {
            let at = place(action, inputs, &problem).unwrap_or(at);
            // What was stood in for may say the same, and of a number all is said.
            let said = guessed && matches!(problem, Problem::Contradiction { .. });
            if !said && !otherwise.contains(&at) {
                self.say(at, problem.to_string());
            }
        }
    }

    /// Notes numbers that would not arrive as they are written: `+44 20` without the blank, `1.10`. Where they are.
    fn not_as_written<'n>(&mut self, action: &Action, inputs: &'n [(Key, Node)]) -> Vec<&'n Spot> {
        let mut otherwise = Vec::new();
        for (key, node) in inputs {
            let holds = action.parameter(&key.name).map(|parameter| &parameter.kind);
            if matches!(holds, None | Some(Holds::Json | Holds::Integer | Holds::Boolean)) {
                continue;
            }
            node.each(&mut |node| {
                let Kind::Number(number) = &node.kind else { return };
                let written = self.written(node).to_owned();
                if written != number.to_string() {
                    self.say(&node.at, format!("`{written}` is the number {number}: put it in quotes if it shall arrive as it is written, as in '{written}'"));
                    otherwise.push(&node.at);
                }
            });
        }
        otherwise
    }
}

/// A value in which something stands for each text that is computed.
fn stood_in(value: Value, guessed: &mut bool) -> Value {
    match value {
        Value::String(text) if text.contains("{{") => {
            *guessed = true;
            Value::from(SOME)
        }
        Value::Array(elements) => {
            elements.into_iter().map(|element| stood_in(element, guessed)).collect()
        }
        Value::Object(members) => {
            members.into_iter().map(|(name, value)| (name, stood_in(value, guessed))).collect()
        }
        other => other,
    }
}

/// Where a problem stands, if it is about something that is given.
fn place<'n>(action: &Action, inputs: &'n [(Key, Node)], problem: &Problem) -> Option<&'n Spot> {
    let named = |name: &str| inputs.iter().find(|(key, _)| key.name == name);
    let given = |title: &str| {
        inputs.iter().find(|(key, _)| {
            action.parameter(&key.name).is_some_and(|parameter| parameter.title == title)
        })
    };
    match problem {
        Problem::Unknown { name, .. } => named(name).map(|(key, _)| &key.at),
        Problem::Twice { second, .. } => named(second).map(|(key, _)| &key.at),
        Problem::Value { parameter, .. } => given(parameter).map(|(_, value)| &value.at),
        Problem::Together { parameters } => {
            parameters.last().and_then(|title| given(title)).map(|(key, _)| &key.at)
        }
        other => other.parameter().and_then(given).map(|(key, _)| &key.at),
    }
}
