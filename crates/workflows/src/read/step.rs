//! Steps: what each is by its action.

use std::time::Duration;

use super::Reader;
use super::beginning::SERVICES;
use super::fields::{Fields, Foreign};
use super::node::Node;
use super::problem::Spot;
use crate::model::{Retry, Step, StepKind};

const STEP: &[&str] = &[
    "id",
    "name",
    "action",
    "desc",
    "inputs",
    "connections",
    "steps",
    "continue_on_error",
    "timeout",
    "retry",
    "disabled",
    "discard_output",
];

impl Reader<'_> {
    /// Reads steps in the order they are done.
    pub(super) fn steps(&mut self, nodes: &[Node]) -> Vec<Step> {
        nodes.iter().filter_map(|node| self.step(node)).collect()
    }

    fn step(&mut self, node: &Node) -> Option<Step> {
        let what = match node.get("id").and_then(Node::text) {
            Some(id) => format!("step {id}"),
            None => "a step".to_owned(),
        };
        let fields = Fields::among(self, node, what, STEP, FOREIGN)?;
        fields.require(self, "id", "id: S1");
        let id = fields.text(self, "id");
        if let (Some(id), Some(at)) = (&id, fields.get("id")) {
            self.id(&at.at, id);
        }
        fields.require(self, "action", "action: scim.create_user");
        let action = fields.text(self, "action")?;
        let at = &fields.get("action")?.at;
        let id = id.unwrap_or_default();
        let kind = match self.built_in(&fields, &id, at, &action) {
            Some(kind) => kind?,
            None => self.action(&fields, at, &action),
        };
        let is_action = matches!(kind, StepKind::Action(_));
        let connection = self.step_connection(&fields, is_action, &action);
        if !is_action {
            for key in ["timeout", "retry"] {
                if let Some((key, _)) = fields.member(key) {
                    self.say(&key.at, format!("{action} has no `{}`: leave it out", key.name));
                }
            }
        }
        fields.text(self, "desc");
        let step = Step {
            name: fields.text(self, "name").unwrap_or_else(|| id.clone()),
            action,
            kind,
            connection,
            continue_on_error: fields.flag(self, "continue_on_error", false),
            disabled: fields.flag(self, "disabled", false),
            discard_output: fields.flag(self, "discard_output", false),
            timeout: fields.seconds(self, "timeout"),
            retry: self.retry(&fields),
            id,
        };
        self.known.over(&step.id);
        Some(step)
    }

    fn id(&mut self, at: &Spot, id: &str) {
        self.nameable(at, "the id of a step", id);
        if self.known.taken(id) {
            self.say(
                at,
                format!(
                    "two steps have the id `{id}`: expressions could mean either; give one another"
                ),
            );
        }
    }

    fn retry(&mut self, fields: &Fields<'_>) -> Retry {
        let otherwise = Retry::default();
        let Some(node) = fields.get("retry") else { return otherwise };
        let Some(retry) = Fields::of(self, node, "`retry`", &["attempts", "wait"]) else {
            return otherwise;
        };
        retry.require(self, "attempts", "attempts: 3");
        let attempts = retry.whole(self, "attempts", (1, 100)).unwrap_or(1);
        Retry {
            attempts: u32::try_from(attempts).unwrap_or(1),
            wait: retry.seconds(self, "wait").unwrap_or(Duration::from_secs(1)),
        }
    }

    fn step_connection(
        &mut self,
        fields: &Fields<'_>,
        is_action: bool,
        action: &str,
    ) -> Option<String> {
        let connections = fields.names(self, "connections");
        let sent = is_action && self.is_sent(action);
        let mut names = Vec::new();
        for (key, node) in connections {
            if !sent {
                self.say(
                    &key.at,
                    format!("{action} is sent over no connection: leave `connections` out"),
                );
            } else if !SERVICES.contains(&key.name.as_str()) {
                let remedy = Self::remedy(&key.name, SERVICES);
                self.say(
                    &key.at,
                    format!("{action} is not sent over a connection to `{}`: {remedy}", key.name),
                );
            } else if !names.is_empty() {
                self.say(&key.at, "a step is sent over one connection: name one");
            }
            names.extend(self.connection(node));
        }
        names.into_iter().next()
    }
}

/// What steps of other programs have, and what to write instead.
const FOREIGN: &[Foreign] = &[
    ("connection", "write `connections: {scim: NAME}`"),
    ("transitions", "write a step `internal.ifCondition` with its branches"),
    ("configuration", "a workflow does not begin others; write their steps here"),
    ("if", "write a step `internal.ifCondition` with its branches"),
    ("foreach", "write a step `internal.for` with steps in it"),
];
