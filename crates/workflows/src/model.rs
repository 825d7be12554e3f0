//! A workflow as it is carried out.

use std::time::Duration;

use serde_json::{Map, Value};

/// A workflow.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Workflow {
    /// Its name in addresses: that of its file, `onboarding`.
    pub name: String,
    /// Its name for people.
    pub title: String,
    /// What it is for.
    pub description: String,
    /// Whether its triggers may begin it.
    pub active: bool,
    /// What it is given, in the order it is asked for.
    pub inputs: Vec<Input>,
    /// What it says at the end: a name and what is computed for it.
    pub outputs: Vec<(String, Value)>,
    /// What begins it, besides who asks for it.
    pub triggers: Vec<Trigger>,
    /// Which connection stands for which service: `scim` and a name.
    pub connections: Map<String, Value>,
    /// What is done, in order.
    pub steps: Vec<Step>,
    /// What is done after a step failed and ended the run.
    pub on_error: Vec<Step>,
    /// The text it was read from.
    pub text: String,
}

/// Something a workflow is given.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Input {
    /// Its name in expressions.
    pub name: String,
    /// Its name for people.
    pub title: String,
    /// What it is for.
    pub description: String,
    /// An example of it; nothing if there is none.
    pub placeholder: String,
    /// What it holds.
    pub kind: InputKind,
    /// Whether the workflow can't do without.
    pub required: bool,
    /// Whether it is hidden wherever the run shows it.
    pub secret: bool,
    /// What it is if it is not given.
    pub default: Option<Value>,
    /// The texts it may be; any if there are none.
    pub options: Vec<String>,
}

/// What an input holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InputKind {
    /// A text.
    Text,
    /// A number.
    Number,
    /// Yes or no.
    Checkbox,
    /// A list. A text with commas is one too.
    List,
}

/// What begins a workflow by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// A time: a cron line of five fields, in UTC.
    Schedule {
        /// The line.
        cron: String,
    },
    /// A request to `/workflows/{workflow}/webhooks/{name}`.
    Webhook {
        /// Its name.
        name: String,
    },
    /// Something happens in a directory.
    Event {
        /// What: `user.created`.
        event: String,
    },
}

/// A step.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Step {
    /// Its id: what expressions name it by.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// The name of its action.
    pub action: String,
    /// What it does.
    pub kind: StepKind,
    /// The connection it names, if it names one.
    pub connection: Option<String>,
    /// Whether the run goes on if it fails.
    pub continue_on_error: bool,
    /// Whether it is passed over.
    pub disabled: bool,
    /// Whether what it answers is never kept.
    pub discard_output: bool,
    /// How long it may take.
    pub timeout: Option<Duration>,
    /// How often it is tried, and how long is waited between.
    pub retry: Retry,
}

/// How often a step is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    /// At most so often.
    pub attempts: u32,
    /// So long after the first try; twice as long after each other.
    pub wait: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self { attempts: 1, wait: Duration::from_secs(1) }
    }
}

/// What a step does.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum StepKind {
    /// An action of the catalogue, with its inputs. Texts in them may hold expressions.
    Action(Map<String, Value>),
    /// One of two ways.
    If {
        /// When the first.
        condition: Condition,
        /// The first.
        then: Vec<Step>,
        /// The second.
        otherwise: Vec<Step>,
    },
    /// The same steps for each element of a list.
    For {
        /// The list.
        items: Value,
        /// The steps: in them, `steps.ID.item` is the element.
        steps: Vec<Step>,
    },
    /// Shows a text.
    Print(Value),
    /// Sets variables.
    Set(Vec<(String, Value)>),
    /// Waits so many seconds.
    Wait(Value),
}

/// When a way is taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// Whether every comparison must hold, or any.
    pub every: bool,
    /// The comparisons.
    pub comparisons: Vec<Comparison>,
}

/// Two values compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// What is compared.
    pub left: Value,
    /// How.
    pub how: Comparer,
    /// With what.
    pub right: Value,
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparer {
    /// They are the same.
    Equals,
    /// They are not.
    NotEquals,
    /// The first is more.
    Greater,
    /// The first is less.
    Less,
    /// The first has the second in it.
    Contains,
    /// The first begins with the second.
    StartsWith,
    /// The first ends with the second.
    EndsWith,
    /// The first is nothing: null, an empty text, an empty list.
    Empty,
    /// The first is something.
    NotEmpty,
}

impl Workflow {
    /// Every step, those within others too, in the order they are written.
    pub fn every_step(&self) -> Vec<&Step> {
        let mut all = Vec::new();
        collect(&self.steps, &mut all);
        collect(&self.on_error, &mut all);
        all
    }

    /// The connection that an action of a service is sent over: the step's own, or the workflow's for the service.
    pub fn connection_of<'a>(&'a self, step: &'a Step) -> Option<&'a str> {
        let service = step.action.split('.').next().unwrap_or_default();
        let service = if service == "atlassian_user_provisioning" { "scim" } else { service };
        let named = |name: &str| self.connections.get(name).and_then(Value::as_str);
        step.connection.as_deref().or_else(|| named(service)).or_else(|| {
            (service == "scim" || service == "atlassian")
                .then(|| named("atlassian_user_provisioning"))?
        })
    }
}

fn collect<'a>(steps: &'a [Step], all: &mut Vec<&'a Step>) {
    for step in steps {
        all.push(step);
        match &step.kind {
            StepKind::If { then, otherwise, .. } => {
                collect(then, all);
                collect(otherwise, all);
            }
            StepKind::For { steps, .. } => collect(steps, all),
            _ => {}
        }
    }
}
