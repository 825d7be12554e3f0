//! Whether a definition agrees with itself: what names a parameter names one it has.

use serde_json::Value;

use super::CatalogueError;
use crate::body::placeholder;
use crate::{Action, Inputs, Place, Rule};

/// Finds the first contradiction.
pub(super) fn inspect(action: &Action) -> Result<(), CatalogueError> {
    let contradiction = |problem: String| {
        Err(CatalogueError::Contradiction { action: action.name.clone(), problem })
    };
    for (index, parameter) in action.parameters.iter().enumerate() {
        let before = action.parameters.iter().take(index);
        let names = [&parameter.name, &parameter.title].into_iter().chain(&parameter.aliases);
        for name in names {
            if let Some(other) = before.clone().find(|other| other.answers_to(name)) {
                let (title, other) = (&parameter.title, &other.title);
                return contradiction(format!("{title} and {other} both answer to `{name}`"));
            }
        }
    }
    let known = |name: &str| action.parameters.iter().any(|parameter| parameter.name == name);
    let lookups = action.lookups.iter().flat_map(|lookup| [&lookup.finds, &lookup.by]);
    let identity = action.identity.iter().map(|identity| &identity.parameter);
    let named = action.rules.iter().flat_map(Rule::names).chain(lookups).chain(identity);
    let mut named: Vec<&str> = named.map(String::as_str).collect();
    named.extend(action.request.path.split('/').filter_map(placeholder));
    placeholders(action.request.body.as_ref().unwrap_or(&Value::Null), &mut named);
    if let Some(name) = named.iter().find(|name| !known(name)) {
        return contradiction(format!("it speaks of `{name}`, which it has no parameter for"));
    }
    let unused = action
        .parameters
        .iter()
        .find(|one| one.place == Place::Template && !named.contains(&one.name.as_str()));
    if let Some(parameter) = unused {
        let title = &parameter.title;
        return contradiction(format!(
            "{title} goes into the path or the body, and neither names it"
        ));
    }
    if let Err(problems) = Inputs::read(action, action.example_inputs()) {
        return contradiction(format!("its own example is refused: {problems}"));
    }
    Ok(())
}

/// The parameters that a template names.
fn placeholders<'a>(template: &'a Value, found: &mut Vec<&'a str>) {
    match template {
        Value::String(text) => found.extend(placeholder(text)),
        Value::Array(items) => items.iter().for_each(|item| placeholders(item, found)),
        Value::Object(members) => members.values().for_each(|value| placeholders(value, found)),
        _ => {}
    }
}
