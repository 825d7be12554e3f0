//! The steps that are no actions: conditions, loops, variables, waiting, printing.

use serde_json::Value;

use super::fields::Fields;
use super::node::{Key, Kind, Node};
use super::problem::Spot;
use super::{Reader, Word as _};
use crate::model::{Comparer, Comparison, Condition, StepKind};

/// Their names, as files write them.
pub(super) const NAMES: &[&str] = &[
    "internal.ifCondition",
    "internal.for",
    "internal.print",
    "internal.SetVariables",
    "internal.Sleep",
];

const COMPARERS: &[(&str, Comparer)] = &[
    ("Equals", Comparer::Equals),
    ("Not equals", Comparer::NotEquals),
    ("Greater than", Comparer::Greater),
    ("Less than", Comparer::Less),
    ("Contains", Comparer::Contains),
    ("Starts with", Comparer::StartsWith),
    ("Ends with", Comparer::EndsWith),
    ("Is empty", Comparer::Empty),
    ("Is not empty", Comparer::NotEmpty),
];

const BRANCHES: &str = "its steps are one `internal.ifTrueBranch` and one `internal.ifFalseBranch`, with the steps in them";

impl Reader<'_> {
    /// What a step does that is no action: none if it is one, and none within if it can't be read.
    #[expect(
        clippy::option_option,
        reason = "no built-in step, and one that can't be read, are two things"
    )]
    pub(super) fn built_in(
        &mut self,
        fields: &Fields<'_>,
        id: &str,
        at: &Spot,
        action: &str,
    ) -> Option<Option<StepKind>> {
        Some(if action.is("internal.ifCondition") {
            self.condition(fields)
        } else if action.is("internal.for") {
            self.turns(fields, id)
        } else if action.is("internal.print") || action.is("core.print") {
            self.sole(fields, action, &["text", "message", "value"], "text: hello")
                .map(|text| StepKind::Print(text.value()))
        } else if action.is("internal.SetVariables") {
            self.variables(fields, action)
        } else if action.is("internal.Sleep") || action.is("internal.wait") {
            self.sole(fields, action, &["seconds"], "seconds: 60")
                .map(|seconds| StepKind::Wait(seconds.value()))
        } else if action.is("internal.ifTrueBranch") || action.is("internal.ifFalseBranch") {
            self.say(
                at,
                format!("{action} stands in the `steps` of an `internal.ifCondition` alone"),
            );
            None
        } else {
            return None;
        })
    }

    /// The one input of a step, by any of its names. Nothing else may be there.
    fn sole<'n>(
        &mut self,
        fields: &Fields<'n>,
        action: &str,
        names: &[&str],
        like: &str,
    ) -> Option<&'n Node> {
        if !self.stepless(fields, action) {
            return None;
        }
        self.input_of(fields, action, names, like).inspect(|node| self.expressions(node))
    }

    fn input_of<'n>(
        &mut self,
        fields: &Fields<'n>,
        action: &str,
        names: &[&str],
        like: &str,
    ) -> Option<&'n Node> {
        let (mut found, mut told) = (None, false);
        let inputs = fields.names(self, "inputs");
        for (key, value) in inputs {
            if !names.iter().any(|name| key.name.is(name)) {
                let first: Vec<&str> = names.iter().copied().take(1).collect();
                let remedy = Self::remedy(&key.name, &first);
                self.say(&key.at, format!("{action} has no input `{}`: {remedy}", key.name));
                told = true;
            } else if found.is_some() {
                self.say(
                    &key.at,
                    format!(
                        "{action} is given `{}` twice, by two of its names: leave one out",
                        key.name
                    ),
                );
            } else {
                found = Some(value);
            }
        }
        if let (None, false, Some(at)) = (found, told, fields.get("action")) {
            let name = names.first().unwrap_or(&"");
            self.say(
                &at.at,
                format!("{action} needs the input `{name}`: give it, as in `inputs: {{{like}}}`"),
            );
        }
        found
    }

    /// Whether there are no steps within; notes it if there are.
    pub(super) fn stepless(&mut self, fields: &Fields<'_>, action: &str) -> bool {
        let steps = fields.member("steps");
        if let Some((key, _)) = steps {
            self.say(
                &key.at,
                format!(
                    "{action} has no steps in it: `internal.for` and `internal.ifCondition` do"
                ),
            );
        }
        steps.is_none()
    }

    fn turns(&mut self, fields: &Fields<'_>, id: &str) -> Option<StepKind> {
        let items = self.input_of(
            fields,
            "a loop",
            &["items", "list", "iterator"],
            "items: '{{ inputs.groups }}'",
        );
        if let Some(items) = items {
            self.expressions(items);
        }
        let steps = fields.list(self, "steps");
        self.known.enter(id);
        let steps = self.steps(steps);
        self.known.leave();
        Some(StepKind::For { items: items?.value(), steps })
    }

    fn condition(&mut self, fields: &Fields<'_>) -> Option<StepKind> {
        let written = self.input_of(
            fields,
            "a condition",
            &["condition"],
            "condition: {match: And, sentence: […]}",
        );
        let condition = written.and_then(|node| self.sentence(node));
        let (mut then, mut otherwise) = (None, None);
        let so_far = self.known.so_far();
        let mut over = Vec::new();
        for branch in fields.list(self, "steps") {
            let known = &["action", "steps", "id", "name", "desc"];
            let Some(branch) = Fields::of(self, branch, "a branch", known) else { continue };
            branch.require(self, "action", "action: internal.ifTrueBranch");
            let Some(action) = branch.text(self, "action") else { continue };
            let at = branch.get("action").map(|node| node.at.clone()).unwrap_or_default();
            let way = if action.is("internal.ifTrueBranch") {
                &mut then
            } else if action.is("internal.ifFalseBranch") {
                &mut otherwise
            } else {
                self.say(&at, format!("`{action}` is no branch of a condition: {BRANCHES}"));
                continue;
            };
            let steps = branch.list(self, "steps");
            let steps = self.steps(steps);
            over.extend(self.known.back(so_far));
            if way.replace(steps).is_some() {
                self.say(&at, format!("there are two `{action}`: {BRANCHES}"));
            }
        }
        self.known.either(over);
        Some(StepKind::If {
            condition: condition?,
            then: then.unwrap_or_default(),
            otherwise: otherwise.unwrap_or_default(),
        })
    }

    fn sentence(&mut self, node: &Node) -> Option<Condition> {
        let fields = Fields::of(self, node, "`condition`", &["match", "sentence"])?;
        let every = fields.word(self, "match", &["And", "Or"]) != Some("Or");
        let like = "sentence: [{lvalue: '{{ inputs.group }}', op: Equals, rvalue: staff}]";
        let list = fields.require(self, "sentence", like)?;
        let written = fields.list(self, "sentence");
        if written.is_empty() && list.list().is_some() {
            self.say(&list.at, format!("a condition compares something: write it as `{like}`"));
        }
        let comparisons = written.iter().filter_map(|one| self.comparison(one)).collect();
        Some(Condition { every, comparisons })
    }

    fn comparison(&mut self, node: &Node) -> Option<Comparison> {
        let fields = Fields::of(self, node, "a comparison", &["lvalue", "op", "rvalue"])?;
        fields.require(self, "op", "op: Equals");
        let words: Vec<&str> = COMPARERS.iter().map(|(word, _)| *word).collect();
        let word = fields.word(self, "op", &words)?;
        let how = COMPARERS.iter().find(|(known, _)| *known == word)?.1;
        let left = fields.require(self, "lvalue", "lvalue: '{{ inputs.group }}'")?;
        let right = if matches!(how, Comparer::Empty | Comparer::NotEmpty) {
            fields.get("rvalue")
        } else {
            // A text that is nothing can be compared with too, and null.
            let written = node.get("rvalue");
            if written.is_none() {
                self.say(&node.at, format!("`{word}` compares with something: give it `rvalue`"));
            }
            written
        };
        for side in [Some(left), right].into_iter().flatten() {
            self.expressions(side);
        }
        Some(Comparison {
            left: left.value(),
            how,
            right: right.map(Node::value).unwrap_or_default(),
        })
    }

    fn variables(&mut self, fields: &Fields<'_>, action: &str) -> Option<StepKind> {
        const LIKE: &str = "Variables: [{Name: who, Value: ada}]";
        let list = self.sole_list(fields, action, LIKE)?;
        let mut set: Vec<(String, Value)> = Vec::new();
        for node in list {
            let Some(members) = node.members() else {
                self.wrong(
                    node,
                    "Variables",
                    "a list of names and values, as in `{Name: who, Value: ada}`",
                );
                continue;
            };
            let (mut name, mut value, mut kind, mut told) = (None, None, None, false);
            for (key, node) in members {
                let place = if key.name.is("Name") {
                    &mut name
                } else if key.name.is("Value") {
                    &mut value
                } else if key.name.is("Type") {
                    &mut kind
                } else {
                    let remedy = Self::remedy(&key.name, &["Name", "Type", "Value"]);
                    self.say(&key.at, format!("a variable has no `{}`: {remedy}", key.name));
                    told = true;
                    continue;
                };
                if place.replace((key, node)).is_some() {
                    self.say(&key.at, format!("`{}` stands twice: leave one out", key.name));
                }
            }
            let (Some((_, name)), Some((_, value))) = (name, value) else {
                if !told {
                    self.say(&node.at, "a variable has `Name` and `Value`: give both, as in `{Name: who, Value: ada}`");
                }
                continue;
            };
            self.expressions(value);
            let Some(known) = self.text(name, "Name") else { continue };
            self.nameable(&name.at, "a variable", &known);
            set.push((known, self.typed(kind, value)));
        }
        for (name, _) in &set {
            self.known.variable(name);
        }
        Some(StepKind::Set(set))
    }

    fn sole_list<'n>(
        &mut self,
        fields: &Fields<'n>,
        action: &str,
        like: &str,
    ) -> Option<&'n [Node]> {
        if !self.stepless(fields, action) {
            return None;
        }
        let node = self.input_of(fields, action, &["Variables"], like)?;
        if node.list().is_none() {
            self.wrong(node, "Variables", &format!("a list, as in `{like}`"));
        }
        node.list()
    }

    /// The value of a variable that says what it holds. What is computed is known later.
    fn typed(&mut self, kind: Option<(&Key, &Node)>, node: &Node) -> Value {
        let value = node.value();
        let Some((_, kind)) = kind else { return value };
        let types = &["String", "Number", "List", "Boolean", "Object"];
        let word = kind.text().unwrap_or_default();
        let computed = value.as_str().is_some_and(|text| text.contains("{{"));
        let fits = match (types.iter().find(|known| word.is(known)), &node.kind) {
            (None, _) => {
                let remedy = Self::remedy(word, types);
                self.say(&kind.at, format!("there is no type `{word}`: {remedy}"));
                true
            }
            _ if computed => true,
            (Some(&"String"), Kind::Number(_)) => return Value::from(self.written(node)),
            (Some(&"Number"), Kind::Text(text)) => match serde_json::from_str(text) {
                Ok(number @ Value::Number(_)) => return number,
                _ => false,
            },
            (Some(&"String"), Kind::Text(_))
            | (Some(&"Number"), Kind::Number(_))
            | (Some(&"List"), Kind::List(_))
            | (Some(&"Boolean"), Kind::Boolean(_))
            | (Some(&"Object"), Kind::Map(_)) => true,
            _ => false,
        };
        if !fits {
            self.say(&node.at, format!("this is {}, and its Type says {word}", node.describe()));
        }
        value
    }
}
