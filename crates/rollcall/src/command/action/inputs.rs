//! What the flags of a command say, as inputs of its action.

use actions::{Action, Kind, Parameter};
use clap::ArgMatches;
use serde_json::{Map, Value};

use super::flags::parts;

/// The inputs that were given. They are texts still: what they hold is read by the action.
pub(super) fn given(action: &Action, matches: &ArgMatches) -> Vec<(String, Value)> {
    let given = action
        .parameters
        .iter()
        .filter_map(|parameter| Some((parameter.name.clone(), value(parameter, matches)?)));
    given.collect()
}

fn value(parameter: &Parameter, matches: &ArgMatches) -> Option<Value> {
    let texts = matches.get_many::<String>(&parameter.name).into_iter().flatten();
    let mut texts: Vec<Value> = texts.cloned().map(Value::from).collect();
    let parts = parts(parameter).filter_map(|part| {
        // A flag that another parameter's took is not there.
        let text = matches.try_get_one::<String>(&part.id).ok().flatten()?;
        Some((part.member, Value::from(text.clone())))
    });
    let parts: Map<String, Value> = parts.collect();
    match texts.len() {
        0 if parts.is_empty() => None,
        0 => Some(Value::Object(parts)),
        1 if !parts.is_empty() => Some(together(texts.swap_remove(0), parts)),
        1 if !matches!(parameter.kind, Kind::Texts) => Some(texts.swap_remove(0)),
        _ => Some(Value::Array(texts)),
    }
}

/// An object that was given as JSON, with the members that were given by flags of their own.
fn together(whole: Value, parts: Map<String, Value>) -> Value {
    let read = whole.as_str().and_then(|text| serde_json::from_str(text).ok());
    match read {
        Some(Value::Object(mut members)) => {
            members.extend(parts);
            Value::Object(members)
        }
        // Not an object: the action says so.
        _ => whole,
    }
}
