//! What expressions may refer to, and by when.

use super::Reader;
use super::node::Node;
use crate::expression;

/// What expressions begin with.
const ROOTS: &[&str] = &["inputs", "steps", "variables", "event", "metadata"];
/// What is known of a run itself.
const METADATA: &[&str] = &["automation_name", "automation_id", "execution_id", "start_time"];
/// What is known of a step that is over.
const STEP: &[&str] = &["output", "status", "error"];
/// What is known of a loop in its steps, besides.
const LOOP: &[&str] = &["item", "index", "output", "status", "error"];

/// What there is to refer to, at one place of the file.
#[derive(Debug, Default)]
pub(super) struct Known {
    inputs: Vec<String>,
    /// Every step of the file.
    every: Vec<String>,
    /// The steps that were read by now.
    read: Vec<String>,
    /// The steps that are over by then, or may be.
    over: Vec<String>,
    /// The loops that are under way.
    within: Vec<String>,
    variables: Vec<String>,
    /// Whether something can happen that begins the workflow.
    pub(super) events: bool,
    failed: bool,
}

impl Known {
    pub(super) fn input(&mut self, name: &str) {
        self.inputs.push(name.to_owned());
    }

    /// Notes all the steps there will be.
    pub(super) fn every(&mut self, nodes: &[Node]) {
        for node in nodes {
            if let (Some(id), Some(_)) = (node.get("id").and_then(Node::text), node.get("action")) {
                self.every.push(id.to_owned());
            }
            if let Some(steps) = node.get("steps").and_then(Node::list) {
                self.every(steps);
            }
        }
    }

    /// Whether another step has an id.
    pub(super) fn taken(&mut self, id: &str) -> bool {
        let taken = self.read.iter().any(|known| known == id);
        self.read.push(id.to_owned());
        taken
    }

    /// From here on a step is over.
    pub(super) fn over(&mut self, id: &str) {
        self.over.push(id.to_owned());
    }

    pub(super) fn variable(&mut self, name: &str) {
        self.variables.push(name.to_owned());
    }

    /// From here on it is within a loop.
    pub(super) fn enter(&mut self, id: &str) {
        self.within.push(id.to_owned());
    }

    pub(super) fn leave(&mut self) {
        self.within.pop();
    }

    /// The steps that are over, to come back to at the other way of a condition.
    pub(super) fn so_far(&self) -> usize {
        self.over.len()
    }

    /// Takes back the steps of one way of a condition.
    pub(super) fn back(&mut self, so_far: usize) -> Vec<String> {
        self.over.split_off(so_far)
    }

    /// Either way may have been taken.
    pub(super) fn either(&mut self, other: Vec<String>) {
        self.over.extend(other);
    }

    /// From here on a step has failed.
    pub(super) fn on_error(&mut self) {
        self.failed = true;
    }
}

impl Reader<'_> {
    /// Notes what is wrong with the expressions in a value, and with what they refer to.
    pub(super) fn expressions(&mut self, value: &Node) {
        if self.catalogue.is_none() {
            return;
        }
        let mut texts = Vec::new();
        value.each(&mut |node| texts.extend(node.text().map(|text| (node, text))));
        for (node, text) in texts {
            match expression::names(text) {
                Ok(names) => {
                    for name in names {
                        let path: Vec<&str> = name.split('.').collect();
                        if let Some((word, message)) = self.reference(&path) {
                            let at = node.at.of(&word, self.text);
                            self.say(&at, message);
                        }
                    }
                }
                Err(error) => {
                    let at = node.at.of(error.expression(), self.text);
                    self.say(&at, error.to_string());
                }
            }
        }
    }

    /// What is wrong with a reference, and the word of it that is.
    fn reference(&self, path: &[&str]) -> Option<(String, String)> {
        let (root, rest) = path.split_first()?;
        let known = &self.known;
        let texts = |texts: &'_ [String]| -> Vec<String> { texts.to_vec() };
        let (name, there, what) = match (*root, rest.first()) {
            ("inputs", Some(name)) => (name, texts(&known.inputs), "input"),
            ("variables", Some(name)) => (name, texts(&known.variables), "variable set by then"),
            ("metadata", Some(name)) => {
                (name, METADATA.iter().map(|&name| name.to_owned()).collect(), "metadata")
            }
            ("steps", Some(id)) => return self.step_reference(id, rest.get(1).copied()),
            ("event", _) if !known.events => {
                let message = "nothing happens that begins this workflow: give it `triggers` of webhooks or events, or leave out `event`";
                return Some(("event".to_owned(), message.to_owned()));
            }
            ("event", Some(name)) => (name, vec!["payload".to_owned()], "event"),
            ("error", _) if !known.failed => {
                let message = "`error` is there in `run_on_error` alone; after a step with `continue_on_error` there is `steps.ID.error`";
                return Some(("error".to_owned(), message.to_owned()));
            }
            ("error", Some(name)) => (name, vec!["message".to_owned()], "error"),
            ("inputs" | "variables" | "metadata" | "steps" | "event" | "error", None) => {
                return None;
            }
            (root, _) => {
                if rest.is_empty() && expression::is_function(root) {
                    return None;
                }
                let mut names = ROOTS.to_vec();
                let functions = expression::functions();
                names.extend(functions.iter().map(String::as_str));
                let remedy = actions::nearest(root, names).map_or_else(
                    || format!("expressions see {}, and functions", ROOTS.join(", ")),
                    |meant| format!("did you mean `{meant}`?"),
                );
                return Some((root.to_owned(), format!("there is no `{root}`: {remedy}")));
            }
        };
        if there.iter().any(|known| known == name) {
            return None;
        }
        let there: Vec<&str> = there.iter().map(String::as_str).collect();
        let remedy = match (there.as_slice(), *root) {
            ([], "inputs") => "the workflow is given none; name it under `inputs`".to_owned(),
            ([], _) => "none is; set it before, in an `internal.SetVariables`".to_owned(),
            (there, _) => Self::remedy(name, there),
        };
        Some((format!("{root}.{name}"), format!("there is no {what} `{name}`: {remedy}")))
    }

    fn step_reference(&self, id: &str, part: Option<&str>) -> Option<(String, String)> {
        let known = &self.known;
        let has = |list: &[String]| list.iter().any(|known| known == id);
        let word = format!("steps.{id}");
        if !has(&known.every) {
            let ids: Vec<&str> = known.every.iter().map(String::as_str).collect();
            return Some((word, format!("there is no step `{id}`: {}", Self::remedy(id, &ids))));
        }
        let within = has(&known.within);
        if !within && !has(&known.over) {
            return Some((
                word,
                format!("step `{id}` is not done by then: refer to one that comes before"),
            ));
        }
        let parts = if within { LOOP } else { STEP };
        let part = part.filter(|part| !parts.contains(part))?;
        let remedy = if matches!(part, "item" | "index") {
            "that is there in the steps of a loop alone".to_owned()
        } else {
            Self::remedy(part, parts)
        };
        Some((format!("{word}.{part}"), format!("step `{id}` has no `{part}`: {remedy}")))
    }
}
