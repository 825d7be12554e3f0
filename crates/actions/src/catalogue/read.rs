//! Reading a definition: YAML, with shared parameters put in where it names them.

use serde_json::{Map, Value};

use super::{CatalogueError, builtin};
use crate::Action;

/// The action that a definition says.
pub(super) fn action(definition: &str) -> Result<Action, CatalogueError> {
    let mut document = yaml(definition)?;
    let shared = yaml(builtin::PARAMETERS)?;
    let name = document.get("name").and_then(Value::as_str).unwrap_or("an action without a name");
    let name = name.to_owned();
    if let Some(Value::Array(parameters)) = document.get_mut("parameters") {
        for parameter in parameters {
            *parameter = with_shared(&name, parameter.take(), &shared)?;
        }
    }
    serde_json::from_value(document)
        .map_err(|source| CatalogueError::Shape { action: name, source })
}

fn yaml(text: &str) -> Result<Value, CatalogueError> {
    serde_saphyr::from_str(text).map_err(|error| CatalogueError::Yaml(Box::new(error)))
}

/// A parameter as the definition means it: one that is named alone, or with `use`, is a shared one, but for what is
/// said beside.
fn with_shared(action: &str, parameter: Value, shared: &Value) -> Result<Value, CatalogueError> {
    let (named, says) = match parameter {
        Value::String(named) => (named, Map::new()),
        Value::Object(mut says) => match says.remove("use") {
            Some(Value::String(named)) => (named, says),
            _ => return Ok(Value::Object(says)),
        },
        other => return Ok(other),
    };
    let Some(Value::Object(known)) = shared.get(&named) else {
        let action = action.to_owned();
        return Err(CatalogueError::NoSuchParameter { action, parameter: named });
    };
    let mut whole = known.clone();
    whole.extend(says);
    Ok(Value::Object(whole))
}
