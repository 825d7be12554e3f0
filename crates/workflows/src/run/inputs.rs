//! What a run is given, held against what its workflow takes.

use serde_json::{Map, Value};

use crate::model::{Input, InputKind, Workflow};

/// Reads the inputs: texts from a command line or a form are taken for what they stand for. All that is wrong is told at once.
pub(crate) fn read(
    workflow: &Workflow,
    given: &Map<String, Value>,
) -> Result<Map<String, Value>, Vec<String>> {
    let (mut values, mut problems) = (Map::new(), Vec::new());
    for name in given.keys() {
        if !workflow.inputs.iter().any(|input| input.name == *name) {
            let known: Vec<&str> =
                workflow.inputs.iter().map(|input| input.name.as_str()).collect();
            problems.push(match known.as_slice() {
                [] => format!("there is no input `{name}`: the workflow takes none"),
                known => format!("there is no input `{name}`; there are {}", known.join(", ")),
            });
        }
    }
    for input in &workflow.inputs {
        let blank = |value: &&Value| !value.is_null() && value.as_str() != Some("");
        let value = given.get(&input.name).filter(blank).or(input.default.as_ref());
        match value.map(|value| read_one(input, value)) {
            Some(Ok(value)) => drop(values.insert(input.name.clone(), value)),
            Some(Err(problem)) => problems.push(problem),
            None if input.required => {
                problems.push(format!("the input `{}` is required", input.name));
            }
            None => drop(values.insert(input.name.clone(), Value::Null)),
        }
    }
    if problems.is_empty() { Ok(values) } else { Err(problems) }
}

/// Reads one input.
pub(crate) fn read_one(input: &Input, value: &Value) -> Result<Value, String> {
    let name = &input.name;
    let value = match (input.kind, value) {
        (InputKind::Text, Value::String(_))
        | (InputKind::Number, Value::Number(_))
        | (InputKind::Checkbox, Value::Bool(_))
        | (InputKind::List, Value::Array(_)) => value.clone(),
        (InputKind::Text, Value::Number(number)) => Value::from(number.to_string()),
        (InputKind::Number, Value::String(text)) => {
            serde_json::from_str::<serde_json::Number>(text.trim())
                .map(Value::Number)
                .map_err(|_| format!("the input `{name}` is a number such as 7"))?
        }
        (InputKind::Checkbox, Value::String(text)) => match text.trim() {
            "true" | "yes" | "on" => Value::Bool(true),
            "false" | "no" | "off" => Value::Bool(false),
            _ => return Err(format!("the input `{name}` is true or false")),
        },
        (InputKind::List, Value::String(text)) => match serde_json::from_str(text) {
            Ok(Value::Array(list)) => Value::Array(list),
            _ => text.split(',').map(|one| Value::from(one.trim())).collect(),
        },
        (kind, _) => {
            let wanted = match kind {
                InputKind::Text => "a text",
                InputKind::Number => "a number",
                InputKind::Checkbox => "true or false",
                InputKind::List => "a list",
            };
            return Err(format!("the input `{name}` is {wanted}"));
        }
    };
    let chosen = |value: &Value| {
        value.as_str().is_none_or(|text| input.options.iter().any(|option| option == text))
    };
    let each = value.as_array().map_or(std::slice::from_ref(&value), Vec::as_slice);
    if input.options.is_empty() || each.iter().all(chosen) {
        Ok(value)
    } else {
        Err(format!("the input `{name}` is one of {}", input.options.join(", ")))
    }
}
