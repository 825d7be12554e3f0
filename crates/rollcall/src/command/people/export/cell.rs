//! A user as the cells of a table.

use actions::{Action, Kind, Parameter, Shape};
use serde_json::{Map, Value};

use crate::command::people::{attributes, member, parts};

/// What a user has, a cell a column.
pub(super) fn cells(action: &Action, user: &Value) -> Vec<String> {
    let cells = attributes(action).flat_map(|parameter| {
        let there = member::of(user, parameter);
        if let Some(shape) = parts(parameter) {
            let part = |name: &str| there.and_then(|there| member::member(there, name)).map(text);
            let parts = shape.fields.iter().map(|field| part(&field.name).unwrap_or_default());
            return parts.collect();
        }
        let cell = match &parameter.kind {
            Kind::Objects(shape) => list(parameter, shape, there).map(|list| of_list(shape, &list)),
            Kind::Object(shape) => there.map(|there| of_object(shape, there)),
            _ => there.map(text),
        };
        vec![cell.unwrap_or_default()]
    });
    cells.collect()
}

/// A list as it has to be given to come out as it is: without what a service adds, and with what would be concluded
/// where it says nothing.
pub(super) fn list(parameter: &Parameter, shape: &Shape, there: Option<&Value>) -> Option<Value> {
    let items = there.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut list: Vec<Map<String, Value>> =
        items.iter().map(|item| member::shaped(shape, item)).collect();
    if let [only] = list.as_mut_slice()
        && shape.primary
    {
        only.entry("primary").or_insert(Value::Bool(false));
    }
    let needed = !list.is_empty() || parameter.or_address_in.is_some();
    needed.then(|| list.into_iter().map(Value::Object).collect())
}

/// A list of one that a bare text stands for is that text, and any other is JSON.
fn of_list(shape: &Shape, list: &Value) -> String {
    let bare = || {
        let [Value::Object(only)] = list.as_array()?.as_slice() else { return None };
        let bare = only.get(shape.bare.as_ref()?)?.as_str()?;
        let plain = bare.trim() == bare && !bare.is_empty() && !bare.starts_with(['[', '{']);
        let mut usual = shape.bare_with.clone();
        usual.insert(shape.bare.clone()?, Value::from(bare));
        if shape.primary {
            usual.insert("primary".to_owned(), Value::Bool(true));
        }
        (plain && usual == *only).then(|| bare.to_owned())
    };
    bare().unwrap_or_else(|| list.to_string())
}

/// An object that is one value in the main is that value.
fn of_object(shape: &Shape, there: &Value) -> String {
    let bare = shape.bare.as_ref().and_then(|bare| member::member(there, bare));
    bare.map_or_else(|| Value::Object(member::shaped(shape, there)).to_string(), text)
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
