//! What is wrong with inputs.

use std::fmt;

use serde_json::Value;

use super::read::Fault;
use crate::names::nearest;
use crate::{Action, Parameter};

/// One thing that is wrong with inputs. Each names the parameter and says what would do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// The action takes nothing of that name.
    #[error("`{name}` is no parameter of {action}{}", remedy_of_unknown(.meant.as_deref(), .known))]
    Unknown {
        /// The name as it was given.
        name: String,
        /// The action.
        action: String,
        /// What was most likely meant.
        meant: Option<String>,
        /// What there is.
        known: Vec<String>,
    },
    /// One parameter is given under two names.
    #[error("{parameter} is given twice, as `{first}` and as `{second}`: leave one out")]
    Twice {
        /// The parameter.
        parameter: String,
        /// The first of its names.
        first: String,
        /// The second.
        second: String,
    },
    /// Nothing works without it.
    #[error("{parameter} is missing{}", .example.as_ref().map(|example| format!(": give it, as {example}")).unwrap_or_default())]
    Missing {
        /// The parameter.
        parameter: String,
        /// A value one could give.
        example: Option<String>,
    },
    /// It can't hold that value.
    #[error("{parameter}{place}: {message}")]
    Value {
        /// The parameter.
        parameter: String,
        /// Where in its value: `[1].primary`; empty: the whole.
        place: String,
        /// What is wrong with it, and what would do.
        message: String,
    },
    /// One of these is needed.
    #[error("one of {} is needed", list(.parameters))]
    NoneOf {
        /// The parameters.
        parameters: Vec<String>,
    },
    /// Of these, one alone can be given.
    #[error("{} can't be given together: leave all but one out", list(.parameters))]
    Together {
        /// The parameters that were given.
        parameters: Vec<String>,
    },
    /// Two parameters say different things of one attribute.
    #[error("{first} and {second} say different things of `{attribute}`: leave one out")]
    Contradiction {
        /// The first.
        first: String,
        /// The second.
        second: String,
        /// What they both say.
        attribute: String,
    },
}

impl Problem {
    pub(super) fn unknown(action: &Action, name: &str) -> Self {
        let names = action.parameters.iter().flat_map(|parameter| {
            [&parameter.title, &parameter.name].into_iter().chain(&parameter.aliases)
        });
        let meant = nearest(name, names.map(String::as_str));
        let meant = meant.and_then(|name| action.parameter(name));
        Self::Unknown {
            name: name.to_owned(),
            action: action.title.clone(),
            meant: meant.map(|parameter| parameter.title.clone()),
            known: action.parameters.iter().map(|parameter| parameter.title.clone()).collect(),
        }
    }

    pub(super) fn missing(parameter: &Parameter) -> Self {
        let example = parameter.example.as_ref().map(|example| match example {
            Value::String(text) => format!("`{text}`"),
            other => format!("`{other}`"),
        });
        Self::Missing { parameter: parameter.title.clone(), example }
    }

    pub(super) fn value(parameter: &Parameter, fault: Fault) -> Self {
        let Fault { place, found, message } = fault;
        // What a secret parameter holds is not repeated.
        let found = found.filter(|_| !parameter.secret && parameter.secret_names.is_empty());
        let message = match found {
            Some(found) => format!("{found} {message}"),
            None => format!("this {message}"),
        };
        Self::Value { parameter: parameter.title.clone(), place, message }
    }

    /// The title of the parameter it is about, if it is about one that there is.
    pub fn parameter(&self) -> Option<&str> {
        match self {
            Self::Twice { parameter, .. }
            | Self::Missing { parameter, .. }
            | Self::Value { parameter, .. } => Some(parameter),
            Self::NoneOf { parameters } | Self::Together { parameters } => {
                parameters.first().map(String::as_str)
            }
            Self::Contradiction { second, .. } => Some(second),
            Self::Unknown { .. } => None,
        }
    }

    /// The name as it was given, if there is no such parameter.
    pub fn unknown_name(&self) -> Option<&str> {
        match self {
            Self::Unknown { name, .. } => Some(name),
            _ => None,
        }
    }
}

/// All that is wrong with the inputs of an action; one thing at least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems {
    action: String,
    problems: Vec<Problem>,
}

impl Problems {
    pub(super) fn new(action: &Action, problems: Vec<Problem>) -> Self {
        Self { action: action.title.clone(), problems }
    }

    /// Each of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.problems.iter()
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Problems {
    /// On one line; those that show more list them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} can't be run with these inputs: ", self.action)?;
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

fn remedy_of_unknown(meant: Option<&str>, known: &[String]) -> String {
    match meant {
        Some(meant) => format!(": did you mean {meant}?"),
        None if known.is_empty() => ", which takes none".to_owned(),
        None => format!(", which takes {}", known.join(", ")),
    }
}

/// `A, B and C`.
fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
