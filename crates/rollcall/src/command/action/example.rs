//! The example in the help of an action's command, from the examples of its parameters.

use actions::{Action, Kind, Parameter};
use serde_json::Value;

use crate::shell::quoted;

/// `rollcall user create ada@example.com`.
pub(super) fn example(action: &Action) -> String {
    let examples = action.example_inputs();
    let given = || {
        let given = action.parameters.iter();
        given.filter_map(|parameter| Some((parameter, examples.get(&parameter.name)?)))
    };
    let mut words = vec!["rollcall".to_owned()];
    words.extend(action.command.iter().cloned());
    let arguments = given().filter(|(parameter, _)| parameter.positional);
    words.extend(arguments.map(|(parameter, value)| quoted(&written(parameter, value))));
    for (parameter, value) in given().filter(|(parameter, _)| !parameter.positional) {
        words.push(format!("--{}", parameter.flag()));
        words.push(quoted(&written(parameter, value)));
    }
    words.join(" ")
}

/// A value as a person would type it.
fn written(parameter: &Parameter, value: &Value) -> String {
    let bare = match &parameter.kind {
        Kind::Objects(shape) => shape.bare.as_deref().and_then(|bare| value.get(0)?.get(bare)),
        Kind::Texts => value.get(0),
        _ => None,
    };
    match bare.unwrap_or(value) {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
