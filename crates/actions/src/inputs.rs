//! What an action is given, read and checked.

mod list;
mod problem;
mod read;
mod rules;
mod structure;

use std::fmt;

use serde_json::{Map, Value};

pub use problem::{Problem, Problems};

use crate::body;
use crate::{Action, Parameter};

/// What an action is given: every value is what its parameter can hold, and they go together.
#[derive(Clone, PartialEq)]
pub struct Inputs {
    /// By the name on the wire, in the order of the definition.
    values: Map<String, Value>,
    /// Those that nobody gave: another's value stands in for them.
    stood_in: Vec<String>,
}

impl Inputs {
    /// Reads inputs as people and programs give them, by any of their names. All that is wrong is told at once.
    ///
    /// What is null or blank is not given. Texts from a command line or a form are taken for what their parameter
    /// holds: `true`, `7`, JSON.
    pub fn read<N: AsRef<str>>(
        action: &Action,
        given: impl IntoIterator<Item = (N, Value)>,
    ) -> Result<Self, Problems> {
        let given = given.into_iter().map(|(name, value)| (name, Some(value)));
        let (inputs, problems) = examine(action, given);
        if problems.is_empty() { Ok(inputs) } else { Err(Problems::new(action, problems)) }
    }

    /// What is wrong with inputs of which some are not known yet (none), such as those a workflow computes.
    pub fn check<N: AsRef<str>>(
        action: &Action,
        given: impl IntoIterator<Item = (N, Option<Value>)>,
    ) -> Vec<Problem> {
        examine(action, given).1
    }

    /// A value, by its parameter's name on the wire.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values.get(name)
    }

    /// A text, likewise.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    /// Whether somebody gave it, rather than another's value standing in for it.
    pub(crate) fn was_given(&self, name: &str) -> bool {
        self.values.contains_key(name) && !self.stood_in.iter().any(|stood_in| stood_in == name)
    }

    /// All values, by their parameters' names on the wire, in the order of the definition.
    pub fn values(&self) -> &Map<String, Value> {
        &self.values
    }
}

impl fmt::Debug for Inputs {
    /// Which there are. What they hold may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.values.keys()).finish()
    }
}

/// Reads what can be read, and tells what can't.
fn examine<N: AsRef<str>>(
    action: &Action,
    given: impl IntoIterator<Item = (N, Option<Value>)>,
) -> (Inputs, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut named: Vec<(&Parameter, String, Option<Value>)> = Vec::new();
    for (name, value) in given {
        let name = name.as_ref();
        let Some(parameter) = action.parameter(name) else {
            problems.push(Problem::unknown(action, name));
            continue;
        };
        if let Some((_, first, _)) = named.iter().find(|(known, _, _)| known.name == parameter.name)
        {
            problems.push(Problem::Twice {
                parameter: parameter.title.clone(),
                first: first.clone(),
                second: name.to_owned(),
            });
            continue;
        }
        named.push((parameter, name.to_owned(), value));
    }
    let mut values = Map::new();
    let mut unknown = Vec::new();
    for parameter in &action.parameters {
        let given = named.iter_mut().find(|(known, _, _)| known.name == parameter.name);
        match given.map(|(_, _, value)| value.take()) {
            Some(None) => unknown.push(parameter.name.as_str()),
            None => {}
            Some(Some(value)) => match read::read(&parameter.kind, value) {
                Ok(Some(value)) => {
                    values.insert(parameter.name.clone(), value);
                }
                Ok(None) => {}
                Err(fault) => problems.push(Problem::value(parameter, fault)),
            },
        }
    }
    let stood_in = stand_in(action, &mut values, &unknown);
    rules::hold(action, &values, &unknown, &mut problems);
    if problems.is_empty() && unknown.is_empty() {
        problems.extend(body::conflicts(action, &values));
    }
    (Inputs { values, stood_in }, problems)
}

/// Takes an e-mail address that was given for something else where an address is wanted and none was given. Says where.
fn stand_in(action: &Action, values: &mut Map<String, Value>, unknown: &[&str]) -> Vec<String> {
    let mut stood_in = Vec::new();
    for parameter in &action.parameters {
        let Some(source) = &parameter.or_address_in else { continue };
        if values.contains_key(&parameter.name) || unknown.contains(&parameter.name.as_str()) {
            continue;
        }
        let address = values.get(source).and_then(Value::as_str).filter(|text| is_address(text));
        let read = address.map(|address| read::read(&parameter.kind, Value::from(address)));
        if let Some(Ok(Some(value))) = read {
            values.insert(parameter.name.clone(), value);
            stood_in.push(parameter.name.clone());
        }
    }
    stood_in
}

/// Whether a text looks like an e-mail address: something, an `@`, and a domain with a dot.
fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let labels = || domain.split('.');
    !local.is_empty()
        && !text.contains(char::is_whitespace)
        && labels().count() > 1
        && labels().all(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Inputs;
    use crate::Catalogue;

    #[test]
    fn what_is_null_or_blank_or_an_object_of_nothing_is_not_given() {
        let catalogue = Catalogue::builtin().unwrap();
        let given = [
            ("User Name", json!("ada")),
            ("Name", json!({"givenName": null, "familyName": null})),
            ("Title", json!(null)),
            ("Nick Name", json!("  ")),
            ("Department", json!("Engines")),
        ];
        let inputs = Inputs::read(catalogue.get("patch-user").unwrap(), given).unwrap();
        let mut names: Vec<&String> = inputs.values().keys().collect();
        names.sort();
        assert_eq!(names, ["department", "userName"]);
    }
}
