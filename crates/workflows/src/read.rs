//! Reading a workflow's file.
//!
//! The file is read as a tree that knows where everything stands, and walked once, in the order its steps are done. All that is
//! wrong is told at once, each thing with its place and what to write instead: what is not known, what is missing or
//! twice, an action that there is not, inputs that it can't take, references to what is not there by then. Nothing is dropped in
//! silence.

mod action;
mod beginning;
mod built_in;
mod fields;
mod node;
mod problem;
mod references;
mod step;

use actions::{Catalogue, nearest};
use serde_json::Value;

use self::fields::Fields;
use self::node::{Key, Kind, Node};
use self::problem::Spot;
pub use self::problem::{Problem, ReadError};
use self::references::Known;
use crate::model::Workflow;

/// What a file may say at the top.
const FILE: &[&str] = &[
    "name",
    "desc",
    "inputs",
    "outputs",
    "triggers",
    "connections",
    "workflow",
    "run_on_error",
    "active",
    "automation_type",
    "type",
    "runner",
    "counting_steps",
];

/// Something on its way from a file to a workflow.
struct Reader<'a> {
    text: &'a str,
    /// What the steps are held against; none for a file that was held against it before.
    catalogue: Option<&'a Catalogue>,
    problems: Vec<Problem>,
    known: Known,
}

/// Whether two words are one to a person: their letters and digits are the same.
trait Word {
    fn is(&self, word: &str) -> bool;
}

impl Word for str {
    fn is(&self, word: &str) -> bool {
        let letters = |text: &Self| -> String {
            text.chars()
                .filter(char::is_ascii_alphanumeric)
                .map(|c| c.to_ascii_lowercase())
                .collect()
        };
        letters(self) == letters(word)
    }
}

impl Workflow {
    /// Reads a workflow and holds it against the actions there are; `name` is that of its file, without the ending.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn read(name: &str, text: &str, catalogue: &Catalogue) -> Result<Self, ReadError> {
        read(name, text, Some(catalogue))
    }

    /// Reads the workflow of a run that was begun: it was held against the actions then.
    pub(crate) fn recall(name: &str, text: &str) -> Result<Self, ReadError> {
        read(name, text, None)
    }
}

fn read(name: &str, text: &str, catalogue: Option<&Catalogue>) -> Result<Workflow, ReadError> {
    let mut reader = Reader { text, catalogue, problems: Vec::new(), known: Known::default() };
    let workflow = match Node::read(text) {
        Ok(file) => reader.file(name, &file),
        Err((at, message)) => {
            reader.say(&at, message);
            None
        }
    };
    match workflow {
        Some(workflow) if reader.problems.is_empty() => Ok(workflow),
        _ => Err(ReadError::new(reader.problems)),
    }
}

impl Reader<'_> {
    fn file(&mut self, name: &str, file: &Node) -> Option<Workflow> {
        let fields = Fields::of(self, file, "a workflow", FILE)?;
        fields.require(self, "name", "name: Onboarding");
        let title = fields.text(self, "name");
        if let (Some(title), Some(at)) = (&title, fields.get("name"))
            && (title.trim().is_empty() || title.chars().any(char::is_control))
        {
            self.say(&at.at, "`name` is one line of letters: give it, as in `name: Onboarding`");
        }
        for ours in ["type", "runner"] {
            // What other programs write, and this one has no use for, is taken all the same.
            fields.text(self, ours);
        }
        fields.whole(self, "counting_steps", (0, u64::MAX));
        let active = fields.flag(self, "active", true);
        let inputs = self.inputs(&fields);
        let triggers = self.triggers(&fields);
        self.begun(&fields, &inputs, &triggers);
        let connections = self.connections(&fields);
        fields.require(self, "workflow", "workflow: [{section: Steps, steps: […]}]");
        let sections = fields.list(self, "workflow");
        let on_error = fields.list(self, "run_on_error");
        self.known.every(sections);
        self.known.every(on_error);
        let mut steps = Vec::new();
        for section in sections {
            let Some(section) = Fields::of(self, section, "a section", &["section", "steps"])
            else {
                continue;
            };
            section.text(self, "section");
            section.require(self, "steps", "steps: [{id: S1, …}]");
            let written = section.list(self, "steps");
            steps.extend(self.steps(written));
        }
        let outputs = self.outputs(&fields);
        self.known.on_error();
        let on_error = self.steps(on_error);
        Some(Workflow {
            name: name.to_owned(),
            title: title?,
            description: fields.text(self, "desc").unwrap_or_default(),
            active,
            inputs,
            outputs,
            triggers,
            connections,
            steps,
            on_error,
            text: self.text.to_owned(),
        })
    }

    fn outputs(&mut self, fields: &Fields<'_>) -> Vec<(String, Value)> {
        let mut outputs = Vec::new();
        for (key, node) in fields.names(self, "outputs") {
            let what = format!("the output `{}`", key.name);
            let Some(output) = Fields::of(self, node, what, &["value", "index"]) else { continue };
            output.whole(self, "index", (0, 100_000));
            if let Some(value) = output.require(self, "value", "value: '{{ steps.S1.output.id }}'")
            {
                self.expressions(value);
                outputs.push((key.name.clone(), value.value()));
            }
        }
        outputs
    }

    /// Notes a problem.
    fn say(&mut self, at: &Spot, message: impl Into<String>) {
        self.problems.push(Problem::new(at, message, self.text));
    }

    fn wrong(&mut self, node: &Node, name: &str, wanted: &str) {
        let is = node.describe();
        self.say(&node.at, format!("`{name}` is {is}, and should be {wanted}"));
    }

    /// Notes keys that stand twice.
    fn twice(&mut self, members: &[(Key, Node)]) {
        for (index, (key, _)) in members.iter().enumerate() {
            let first = members.iter().take(index).find(|(known, _)| known.name == key.name);
            if let Some((first, _)) = first {
                let line = first.at.line;
                self.say(
                    &key.at,
                    format!("`{}` stands twice, on line {line} too: leave one out", key.name),
                );
            }
        }
    }

    /// What to write instead of a name that is not known.
    fn remedy(name: &str, known: &[&str]) -> String {
        if let Some(meant) = nearest(name, known.iter().copied()) {
            return format!("did you mean `{meant}`?");
        }
        match known {
            [] => "leave it out".to_owned(),
            known => format!("there are {}", known.join(", ")),
        }
    }

    /// A text. A number is the text it is written as.
    fn text(&mut self, node: &Node, name: &str) -> Option<String> {
        match &node.kind {
            Kind::Text(text) => Some(text.clone()),
            Kind::Number(_) => Some(self.written(node).to_owned()),
            _ => {
                self.wrong(node, name, "a text: put it in quotes");
                None
            }
        }
    }

    /// A value as it is written in the file.
    fn written(&self, node: &Node) -> &str {
        self.text.get(node.at.bytes.clone()).unwrap_or_default().trim()
    }

    /// Notes a name that expressions could not say.
    fn nameable(&mut self, at: &Spot, what: &str, name: &str) {
        let mut letters = name.chars();
        let fine = letters.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
            && letters.all(|c| c.is_ascii_alphanumeric() || c == '_');
        if !fine {
            self.say(at, format!("`{name}` can't be {what}: expressions know names of letters, digits and `_`, as in `{}`", mended(name)));
        }
    }
}

fn mended(name: &str) -> String {
    let name: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if name.starts_with(|c: char| c.is_ascii_digit()) || name.is_empty() {
        format!("S{name}")
    } else {
        name
    }
}

#[cfg(test)]
mod tests;
