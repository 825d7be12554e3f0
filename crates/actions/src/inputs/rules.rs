//! Whether inputs go together.

use serde_json::{Map, Value};

use super::Problem;
use crate::{Action, Rule};

/// Adds what is missing, and what can't be together. What is not known yet counts as given.
pub(super) fn hold(
    action: &Action,
    values: &Map<String, Value>,
    unknown: &[&str],
    problems: &mut Vec<Problem>,
) {
    let told: Vec<String> = problems.iter().filter_map(told).map(str::to_owned).collect();
    let given = |name: &str| values.contains_key(name) || unknown.contains(&name);
    let title = |name: &String| {
        let known = action.parameters.iter().find(|parameter| parameter.name == *name);
        known.map_or_else(|| name.clone(), |parameter| parameter.title.clone())
    };
    for parameter in &action.parameters {
        // Of one that is there and can't be read, or is misspelt, all is said.
        if parameter.required && !given(&parameter.name) && !told.contains(&parameter.title) {
            problems.push(Problem::missing(parameter));
        }
    }
    for rule in &action.rules {
        let count = rule.names().iter().filter(|name| given(name)).count();
        let unreadable = rule.names().iter().any(|name| told.contains(&title(name)));
        let (least, most) = match rule {
            Rule::ExactlyOne(_) => (1, 1),
            Rule::AtMostOne(_) => (0, 1),
            Rule::AtLeastOne(_) => (1, usize::MAX),
        };
        if count < least && !unreadable {
            problems.push(Problem::NoneOf { parameters: rule.names().iter().map(title).collect() });
        }
        // One that is computed may turn out to be empty.
        let known = rule.names().iter().filter(|name| values.contains_key(*name));
        if known.clone().count() > most {
            problems.push(Problem::Together { parameters: known.map(title).collect() });
        }
    }
}

/// The parameter of which a problem tells, or that was meant.
fn told(problem: &Problem) -> Option<&str> {
    match problem {
        Problem::Unknown { meant, .. } => meant.as_deref(),
        other => other.parameter(),
    }
}
