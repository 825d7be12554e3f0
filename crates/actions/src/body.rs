//! Putting the body of a request together.

use serde_json::{Map, Value};

use crate::{Action, Parameter, Place, Problem};

/// The body of an action's request: what is always in it, with the inputs in their places.
pub(crate) fn body(action: &Action, values: &Map<String, Value>) -> Option<Value> {
    let constant = action.request.body.as_ref().map(|template| filled(template, values));
    let placed: Vec<(&Parameter, &Value)> = placed(action, values).collect();
    if placed.is_empty() {
        return constant;
    }
    let mut members = match constant {
        Some(Value::Object(members)) => members,
        _ => Map::new(),
    };
    for (parameter, value) in placed {
        // What can't be put was refused when the inputs were read.
        put(&mut members, &parameter.members(), value).ok();
    }
    name_extensions(&mut members);
    Some(Value::Object(members))
}

/// The inputs that go into the body, and where.
pub(crate) fn placed<'a>(
    action: &'a Action,
    values: &'a Map<String, Value>,
) -> impl Iterator<Item = (&'a Parameter, &'a Value)> {
    let parameters = action.parameters.iter().filter(|parameter| parameter.place == Place::Body);
    parameters.filter_map(|parameter| Some((parameter, values.get(&parameter.name)?)))
}

/// The inputs that say different things of one attribute.
pub(crate) fn conflicts(action: &Action, values: &Map<String, Value>) -> Vec<Problem> {
    let mut members = Map::new();
    let mut problems = Vec::new();
    let mut seen: Vec<&Parameter> = Vec::new();
    for (parameter, value) in placed(action, values) {
        let path = parameter.members();
        if put(&mut members, &path, value).is_err() {
            let other = seen.iter().find(|other| other.members().first() == path.first());
            problems.push(Problem::Contradiction {
                first: other.map_or_else(String::new, |other| other.title.clone()),
                second: parameter.title.clone(),
                attribute: path.join("."),
            });
        }
        seen.push(parameter);
    }
    problems
}

/// Another value is there already.
#[derive(Debug, PartialEq, Eq)]
struct Taken;

/// Puts a value where a path of members leads.
fn put(members: &mut Map<String, Value>, path: &[&str], value: &Value) -> Result<(), Taken> {
    let Some((first, rest)) = path.split_first() else { return Ok(()) };
    if rest.is_empty() {
        let known = members.entry(*first).or_insert_with(|| value.clone());
        return if known == value { Ok(()) } else { Err(Taken) };
    }
    match members.entry(*first).or_insert_with(|| Value::Object(Map::new())) {
        Value::Object(inner) => put(inner, rest, value),
        _ => Err(Taken),
    }
}

/// Adds the URNs of the extensions that a resource holds to its `schemas` (RFC 7643 §3.3).
fn name_extensions(members: &mut Map<String, Value>) {
    let extensions: Vec<String> =
        members.keys().filter(|name| name.starts_with("urn:")).cloned().collect();
    if let Some(Value::Array(schemas)) = members.get_mut("schemas") {
        schemas.extend(extensions.into_iter().map(Value::String));
    }
}

/// A template with the inputs in it.
fn filled(template: &Value, values: &Map<String, Value>) -> Value {
    match template {
        Value::String(text) => placeholder(text)
            .map_or_else(|| template.clone(), |name| values.get(name).cloned().unwrap_or_default()),
        Value::Array(items) => items.iter().map(|item| filled(item, values)).collect(),
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| (name.clone(), filled(value, values)));
            Value::Object(members.collect())
        }
        other => other.clone(),
    }
}

/// The parameter a text stands for, if it is `{name}` and nothing else.
pub(crate) fn placeholder(text: &str) -> Option<&str> {
    text.strip_prefix('{')?.strip_suffix('}')
}
