//! Reading objects, and lists of them.

use serde_json::{Map, Value};

use super::read::{Fault, boolean, text};
use crate::names::{nearest, same};
use crate::{Field, FieldKind, Shape};

/// What a text that is JSON holds; anything else as it is.
pub(super) fn parsed(value: Value) -> Result<Value, Fault> {
    let Value::String(written) = &value else { return Ok(value) };
    if !written.trim_start().starts_with(['[', '{']) {
        return Ok(value);
    }
    serde_json::from_str(written)
        .map_err(|error| Fault::new(&value, format!("is not JSON ({error}): mend it")))
}

/// An object of a shape. Its members are known by any spelling of their names.
pub(super) fn object(shape: &Shape, value: Value) -> Result<Value, Fault> {
    let members = match value {
        Value::Object(members) => members,
        Value::String(bare) if shape.bare.is_some() => return Ok(from_bare(shape, &bare)),
        other => {
            return Err(Fault::new(
                &other,
                format!("is not an object: give one like {}", sample(shape)),
            ));
        }
    };
    let mut read = Map::new();
    for (name, value) in members {
        let Some(field) = shape.fields.iter().find(|field| same(&field.name, &name)) else {
            return Err(unknown_member(shape, &name));
        };
        if read.contains_key(&field.name) {
            return Err(Fault::new(&Value::from(name), "is there twice: leave one out"));
        }
        if let Some(value) =
            member(field, value).map_err(|fault| fault.within(&format!(".{}", field.name)))?
        {
            read.insert(field.name.clone(), value);
        }
    }
    let missing =
        shape.fields.iter().find(|field| field.required && !read.contains_key(&field.name));
    match missing {
        Some(field) => Err(Fault::new(
            &Value::Object(read),
            format!("has no `{}`: give it, like {}", field.name, sample(shape)),
        )),
        None => Ok(Value::Object(read)),
    }
}

/// A list of objects of a shape. One alone is a list too.
pub(super) fn objects(shape: &Shape, value: Value) -> Result<Value, Fault> {
    let items = match value {
        Value::Array(items) => items,
        one => return Ok(with_primary(shape, vec![object(shape, one)?])),
    };
    let mut read = Vec::with_capacity(items.len());
    for (index, item) in items.into_iter().enumerate() {
        // A list of texts, each of which may be JSON: a flag that is repeated.
        let item = parsed(item).and_then(|item| object(shape, item));
        read.push(item.map_err(|fault| fault.within(&format!("[{index}]")))?);
    }
    let is_primary = |item: &&Value| item.get("primary") == Some(&Value::Bool(true));
    let primaries = read.iter().filter(is_primary).count();
    if shape.primary && primaries > 1 {
        let message = format!("has {primaries} that are `primary`: leave one so (RFC 7643 §2.4)");
        return Err(Fault::new(&Value::Array(read), message));
    }
    Ok(with_primary(shape, read))
}

/// Names and their texts: an object, or lines of `Name: text`.
pub(super) fn map(value: Value) -> Result<Value, Fault> {
    let mut read = Map::new();
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let value = text(value).map_err(|fault| fault.within(&format!(".{name}")))?;
                read.insert(name, Value::String(value));
            }
        }
        Value::String(lines) => {
            for line in lines.lines().filter(|line| !line.trim().is_empty()) {
                let (name, value) = pair(line)?;
                read.insert(name, value);
            }
        }
        Value::Array(lines) => {
            for line in lines {
                let (name, value) = pair(&text(line)?)?;
                read.insert(name, value);
            }
        }
        other => return Err(Fault::new(&other, "is no set of names and texts: give an object")),
    }
    Ok(Value::Object(read))
}

fn pair(line: &str) -> Result<(String, Value), Fault> {
    let parts = line.split_once(':').map(|(name, value)| (name.trim(), value.trim()));
    match parts {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), Value::from(value))),
        _ => Err(Fault::new(&Value::from(line), "is not `Name: text`: write it so")),
    }
}

fn member(field: &Field, value: Value) -> Result<Option<Value>, Fault> {
    if value.is_null() && field.kind != FieldKind::Json {
        return Ok(None);
    }
    match field.kind {
        FieldKind::Text => text(value).map(Value::String),
        FieldKind::Boolean => boolean(&value),
        FieldKind::Json => Ok(value),
    }
    .map(Some)
}

fn from_bare(shape: &Shape, bare: &str) -> Value {
    let mut object = Map::new();
    if let Some(name) = &shape.bare {
        object.insert(name.clone(), Value::from(bare.trim()));
    }
    for (name, value) in &shape.bare_with {
        object.entry(name.clone()).or_insert_with(|| value.clone());
    }
    Value::Object(object)
}

/// A single one is the primary one, unless it says that it is not.
fn with_primary(shape: &Shape, mut items: Vec<Value>) -> Value {
    if let ([Value::Object(only)], true) = (items.as_mut_slice(), shape.primary) {
        only.entry("primary").or_insert(Value::Bool(true));
    }
    Value::Array(items)
}

fn unknown_member(shape: &Shape, name: &str) -> Fault {
    let names = || shape.fields.iter().map(|field| field.name.as_str());
    let remedy = match nearest(name, names()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("there are {}", names().collect::<Vec<_>>().join(", ")),
    };
    Fault::new(&Value::from(name), format!("is no member of it: {remedy}"))
}

/// An object of a shape for people to see: its required members, or the first.
fn sample(shape: &Shape) -> String {
    let required: Vec<&Field> = shape.fields.iter().filter(|field| field.required).collect();
    let shown = if required.is_empty() { shape.fields.iter().take(1).collect() } else { required };
    let members: Vec<String> = shown.iter().map(|field| format!("\"{}\": …", field.name)).collect();
    format!("{{{}}}", members.join(", "))
}
