//! What a workflow is given, what begins it, and the connections it is sent over.

use serde_json::{Map, Value};

use super::Reader;
use super::fields::Fields;
use super::node::Node;
use crate::model::{Input, InputKind, Trigger};

const INPUT: &[&str] = &[
    "type",
    "display_name",
    "desc",
    "placeholder",
    "required",
    "secret",
    "default",
    "options",
    "index",
    "name",
    "options_type",
];

/// The types of inputs, what they hold, and whether they are secret.
const TYPES: &[(&str, InputKind, bool)] = &[
    ("text", InputKind::Text, false),
    ("long-text", InputKind::Text, false),
    ("rich-text", InputKind::Text, false),
    ("date", InputKind::Text, false),
    ("single-select", InputKind::Text, false),
    ("dynamic_text", InputKind::Text, false),
    ("number", InputKind::Number, false),
    ("checkbox", InputKind::Checkbox, false),
    ("list", InputKind::List, false),
    ("multi-select", InputKind::List, false),
    ("password", InputKind::Text, true),
    ("secret", InputKind::Text, true),
];

/// The services that connections stand for, as files name them.
pub(super) const SERVICES: &[&str] = &["scim", "atlassian_user_provisioning", "atlassian"];

impl Reader<'_> {
    pub(super) fn inputs(&mut self, fields: &Fields<'_>) -> Vec<Input> {
        let mut inputs: Vec<(u64, Input)> = Vec::new();
        for (key, node) in fields.names(self, "inputs") {
            self.nameable(&key.at, "an input", &key.name);
            self.known.input(&key.name);
            if let Some(input) = self.input(&key.name, node) {
                inputs.push(input);
            }
        }
        inputs.sort_by_key(|(index, _)| *index);
        inputs.into_iter().map(|(_, input)| input).collect()
    }

    fn input(&mut self, name: &str, node: &Node) -> Option<(u64, Input)> {
        let fields = Fields::of(self, node, format!("the input `{name}`"), INPUT)?;
        let words: Vec<&str> = TYPES.iter().map(|(word, _, _)| *word).collect();
        let word = fields.word(self, "type", &words).unwrap_or("text");
        let (_, kind, secret) = TYPES.iter().copied().find(|(known, _, _)| *known == word)?;
        for other in ["name", "options_type"] {
            fields.text(self, other);
        }
        let mut options = Vec::new();
        for option in fields.list(self, "options") {
            options.extend(self.text(option, "options"));
        }
        let secret = fields.flag(self, "secret", secret) || secret;
        let input = Input {
            title: fields.text(self, "display_name").unwrap_or_else(|| name.to_owned()),
            name: name.to_owned(),
            description: fields.text(self, "desc").unwrap_or_default(),
            placeholder: fields.text(self, "placeholder").unwrap_or_default(),
            kind,
            required: fields.flag(self, "required", false),
            secret,
            default: fields.get("default").map(Node::value),
            options,
        };
        if let Some(default) = fields.get("default") {
            self.default(&input, default);
        }
        Some((fields.whole(self, "index", (0, 100_000)).unwrap_or(u64::MAX), input))
    }

    /// Holds what an input is by itself against what it may be.
    fn default(&mut self, input: &Input, node: &Node) {
        let value = node.value();
        if input.secret {
            self.say(&node.at, format!("`{}` is secret, and whoever reads the file would know it: leave its default out, and have it given", input.name));
        } else if value.to_string().contains("{{") {
            self.say(&node.at, format!("the default of `{}` is given as it stands, and nothing is computed in it: leave out `{{{{`", input.name));
        } else if let Err(why) = crate::run::inputs::read_one(input, &value) {
            self.say(&node.at, format!("{why}, and its default is not"));
        }
    }

    pub(super) fn triggers(&mut self, fields: &Fields<'_>) -> Vec<Trigger> {
        let mut triggers = Vec::new();
        let Some(node) = fields.get("triggers") else { return triggers };
        let known = &["scheduled", "webhooks", "events"];
        let Some(fields) = Fields::of(self, node, "`triggers`", known) else { return triggers };
        for node in fields.list(self, "scheduled") {
            let Some(one) = Fields::of(self, node, "a schedule", &["cron"]) else { continue };
            one.require(self, "cron", "cron: '0 9 * * 1'");
            let Some(cron) = one.text(self, "cron") else { continue };
            if let (Err(message), Some(at)) = (crate::schedule::parse(&cron), one.get("cron")) {
                self.say(&at.at, message);
            }
            triggers.push(Trigger::Schedule { cron });
        }
        for node in fields.list(self, "webhooks") {
            let known = &["name", "trigger_type"];
            let Some(one) = Fields::of(self, node, "a webhook", known) else { continue };
            one.word(self, "trigger_type", &["custom_webhook"]);
            one.require(self, "name", "name: hr");
            triggers.extend(one.text(self, "name").map(|name| Trigger::Webhook { name }));
        }
        for node in fields.list(self, "events") {
            let Some(one) = Fields::of(self, node, "an event", &["event"]) else { continue };
            one.require(self, "event", "event: user.created");
            let (Some(at), Some(event)) = (one.get("event"), one.text(self, "event")) else {
                continue;
            };
            if !crate::feed::EVENTS.contains(&event.as_str()) {
                let remedy = Self::remedy(&event, crate::feed::EVENTS);
                self.say(&at.at, format!("there is no event `{event}`: {remedy}"));
            }
            triggers.push(Trigger::Event { event });
        }
        triggers
    }

    /// Holds what begins a workflow against what it says of that, and against what it must be given.
    pub(super) fn begun(&mut self, fields: &Fields<'_>, inputs: &[Input], triggers: &[Trigger]) {
        let scheduled = |trigger: &Trigger| matches!(trigger, Trigger::Schedule { .. });
        self.known.events = triggers.iter().any(|trigger| !scheduled(trigger));
        let word = fields.word(self, "automation_type", &["on_demand", "scheduled", "event"]);
        let begins = match word {
            Some("scheduled") => triggers.iter().any(scheduled),
            Some("event") => self.known.events,
            _ => true,
        };
        if let (false, Some(node)) = (begins, fields.get("automation_type")) {
            let wanted = if word == Some("scheduled") {
                "scheduled: [{cron: '0 9 * * 1'}]"
            } else {
                "events: [{event: user.created}]"
            };
            self.say(&node.at, format!("nothing begins it so: give it `triggers: {{{wanted}}}`, or say `automation_type: on_demand`"));
        }
        let needed = inputs.iter().find(|input| input.required && input.default.is_none());
        if let (Some(needed), Some((key, _)), Some(_), true) =
            (needed, fields.member("triggers"), self.catalogue, !triggers.is_empty())
        {
            self.say(&key.at, format!("what begins by itself is given no inputs, and `{}` is required: give it a `default`", needed.name));
        }
    }

    pub(super) fn connections(&mut self, fields: &Fields<'_>) -> Map<String, Value> {
        let mut connections = Map::new();
        for (key, node) in fields.names(self, "connections") {
            if !SERVICES.contains(&key.name.as_str()) {
                let remedy = Self::remedy(&key.name, SERVICES);
                self.say(
                    &key.at,
                    format!("nothing is sent over a connection to `{}`: {remedy}", key.name),
                );
            }
            if let Some(name) = self.connection(node) {
                connections.insert(key.name.clone(), Value::from(name));
            }
        }
        connections
    }

    /// The name of a connection.
    pub(super) fn connection(&mut self, node: &Node) -> Option<String> {
        let name = self.text(node, "connection")?;
        if name.contains("{{") {
            self.say(&node.at, "a connection is named and not computed: write the name that `rollcall connection list` shows");
        }
        Some(name)
    }
}
