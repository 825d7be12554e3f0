//! PATCH written a second time, as plainly as can be and with nothing of the crate in it: what the
//! property tests hold the real one against. It knows one single-valued attribute, one complex, one
//! multi-valued with parts and one without, in the core and in extensions.

use serde_json::{Value, json};

use crate::world::BADGE;

/// One operation, and the JSON it stands for.
#[derive(Clone, Debug)]
pub(crate) enum Operation {
    /// A simple value: `None` removes.
    Simple(&'static str, Option<&'static str>, Option<&'static str>, Option<Value>),
    /// A complex value, merged.
    Complex(&'static str, &'static str, Value),
    /// Elements added or replaced.
    Elements(&'static str, Value),
    /// The elements listed, or all.
    Remove(Option<Value>),
    /// The elements selected: content merged or swapped.
    Selected(&'static str, Filter, Value),
    /// A part of the elements selected: `None` removes.
    Part(Filter, &'static str, Option<Value>),
    /// The elements selected, gone.
    RemoveSelected(Filter),
    /// Values without parts.
    Tags(&'static str, Value),
    /// One of them gone.
    RemoveTag(&'static str),
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Filter {
    Type(&'static str),
    Both(&'static str, &'static str),
    Primary,
    NoType,
}

/// Why the naive PATCH refuses.
#[derive(Debug, PartialEq)]
pub(crate) enum Refusal {
    NoTarget,
    Primaries,
}

impl Filter {
    fn text(self) -> String {
        match self {
            Self::Type(kind) => format!("type eq \"{kind}\""),
            Self::Both(kind, value) => format!("type eq \"{kind}\" and value eq \"{value}\""),
            Self::Primary => "primary eq true".to_owned(),
            Self::NoType => "not (type pr)".to_owned(),
        }
    }

    fn selects(self, element: &Value) -> bool {
        let is = |part: &str, text: &str| {
            element[part].as_str().is_some_and(|has| lower(has) == lower(text))
        };
        match self {
            Self::Type(kind) => is("type", kind),
            Self::Both(kind, value) => is("type", kind) && is("value", value),
            Self::Primary => element["primary"] == true,
            Self::NoType => element["type"].is_null(),
        }
    }

    fn creates(self) -> Option<Value> {
        match self {
            Self::Type(kind) => Some(json!({"type": kind})),
            Self::Both(kind, value) => Some(json!({"type": kind, "value": value})),
            Self::Primary => Some(json!({"primary": true})),
            Self::NoType => None,
        }
    }
}

impl Operation {
    pub(crate) fn json(&self) -> Value {
        let tags = format!("{BADGE}:tags");
        match self {
            Self::Simple(container, attribute, sub, value) => {
                let urn =
                    if container.is_empty() { String::new() } else { format!("{container}:") };
                let path = [*attribute, *sub].into_iter().flatten().collect::<Vec<_>>().join(".");
                match value {
                    None => json!({"op": "remove", "path": format!("{urn}{path}")}),
                    Some(value) => {
                        json!({"op": "replace", "path": format!("{urn}{path}"), "value": value})
                    }
                }
            }
            Self::Complex(op, attribute, value) => {
                json!({"op": op, "path": attribute, "value": value})
            }
            Self::Elements(op, value) => json!({"op": op, "path": "emails", "value": value}),
            Self::Remove(None) => json!({"op": "remove", "path": "emails"}),
            Self::Remove(Some(listed)) => {
                json!({"op": "remove", "path": "emails", "value": listed})
            }
            Self::Selected(op, filter, value) => {
                json!({"op": op, "path": format!("emails[{}]", filter.text()), "value": value})
            }
            Self::Part(filter, part, None) => {
                json!({"op": "remove", "path": format!("emails[{}].{part}", filter.text())})
            }
            Self::Part(filter, part, Some(value)) => {
                json!({"op": "add", "path": format!("emails[{}].{part}", filter.text()), "value": value})
            }
            Self::RemoveSelected(filter) => {
                json!({"op": "remove", "path": format!("emails[{}]", filter.text())})
            }
            Self::Tags(op, value) => json!({"op": op, "path": tags, "value": value}),
            Self::RemoveTag(tag) => {
                json!({"op": "remove", "path": format!("{tags}[value eq \"{tag}\"]")})
            }
        }
    }
}

/// Applies operations in order.
pub(crate) fn patch(
    before: &Value,
    operations: &[Operation],
    create: bool,
) -> Result<Value, Refusal> {
    let mut after = before.clone();
    let mut cleared = false;
    for operation in operations {
        apply(&mut after, operation, create)?;
        cleared |= matches!(operation, Operation::Part(_, "value", None));
        prune(&mut after);
    }
    if cleared && let Some(emails) = after["emails"].as_array_mut() {
        emails.retain(|email| !email["value"].is_null());
    }
    prune(&mut after);
    let known = before["emails"].as_array().cloned().unwrap_or_default();
    let mut emails = after["emails"].as_array().into_iter().flatten();
    // What was made of a filter, and never got a value, is nobody's address.
    if emails.any(|email| email["value"].is_null() && !known.contains(email)) {
        return Err(Refusal::NoTarget);
    }
    prune(&mut after);
    Ok(after)
}

fn apply(resource: &mut Value, operation: &Operation, create: bool) -> Result<(), Refusal> {
    let mut emails = resource["emails"].as_array().cloned().unwrap_or_default();
    let mut primaries = Vec::new();
    match operation {
        Operation::Simple(container, attribute, sub, value) => {
            let mut place = &mut *resource;
            for step in [Some(*container).filter(|urn| !urn.is_empty()), *attribute, *sub]
                .into_iter()
                .flatten()
            {
                place = &mut place[step];
            }
            *place = value.clone().unwrap_or_default();
            return Ok(());
        }
        Operation::Complex(_, attribute, value) => {
            for (name, part) in value.as_object().unwrap() {
                resource[attribute][name] = part.clone();
            }
            return Ok(());
        }
        Operation::Tags(op, value) => {
            let tags = &mut resource[BADGE]["tags"];
            let mut all = if *op == "add" {
                tags.as_array().cloned().unwrap_or_default()
            } else {
                Vec::new()
            };
            for tag in value.as_array().unwrap() {
                if !all.iter().any(|has| same_text(has, tag)) {
                    all.push(tag.clone());
                }
            }
            *tags = Value::Array(all);
            return Ok(());
        }
        Operation::RemoveTag(tag) => {
            if let Some(tags) = resource[BADGE]["tags"].as_array_mut() {
                tags.retain(|has| !same_text(has, &json!(tag)));
            }
            return Ok(());
        }
        Operation::Elements("add", value) => {
            for new in value.as_array().unwrap() {
                let twin = emails.iter().position(|email| twins(email, new));
                let place = match twin {
                    None => {
                        emails.push(new.clone());
                        emails.len() - 1
                    }
                    Some(twin) if same(&emails[twin], new) => continue,
                    Some(twin) => {
                        merge(&mut emails[twin], new);
                        twin
                    }
                };
                if new["primary"] == true {
                    primaries.push(place);
                }
            }
        }
        Operation::Elements(_, value) => emails.clone_from(value.as_array().unwrap()),
        Operation::Remove(None) => emails.clear(),
        Operation::Remove(Some(listed)) => emails.retain(|email| {
            !listed.as_array().unwrap().iter().any(|gone| {
                same_text(&gone["value"], &email["value"])
                    && (gone["type"].is_null() || same_text(&gone["type"], &email["type"]))
            })
        }),
        Operation::RemoveSelected(filter) => emails.retain(|email| !filter.selects(email)),
        Operation::Selected(op, filter, value) => {
            let selected = select(&mut emails, *filter, create)?;
            for place in &selected {
                if *op == "replace" {
                    emails[*place] = value.clone();
                } else {
                    merge(&mut emails[*place], value);
                }
            }
            primaries = if value["primary"] == true { selected } else { Vec::new() };
        }
        Operation::Part(filter, part, None) => {
            for email in emails.iter_mut().filter(|email| filter.selects(email)) {
                email.as_object_mut().unwrap().shift_remove(*part);
            }
        }
        Operation::Part(filter, part, Some(value)) => {
            let selected = select(&mut emails, *filter, create)?;
            for place in &selected {
                emails[*place][part] = value.clone();
            }
            primaries = if *part == "primary" && value == true { selected } else { Vec::new() };
        }
    }
    settle(&mut emails, &primaries)?;
    unite(&mut emails);
    resource["emails"] = Value::Array(emails);
    Ok(())
}

fn select(emails: &mut Vec<Value>, filter: Filter, create: bool) -> Result<Vec<usize>, Refusal> {
    let selected: Vec<usize> =
        (0..emails.len()).filter(|place| filter.selects(&emails[*place])).collect();
    if !selected.is_empty() {
        return Ok(selected);
    }
    emails.push(filter.creates().filter(|_| create).ok_or(Refusal::NoTarget)?);
    Ok(vec![emails.len() - 1])
}

fn settle(emails: &mut [Value], primaries: &[usize]) -> Result<(), Refusal> {
    if primaries.len() > 1 {
        return Err(Refusal::Primaries);
    }
    for (place, email) in emails.iter_mut().enumerate() {
        if !primaries.is_empty() && place != primaries[0] && email["primary"] == true {
            email["primary"] = json!(false);
        }
    }
    Ok(())
}

/// Of twins the first stays and takes what the others have beside.
pub(crate) fn unite(emails: &mut Vec<Value>) {
    let mut kept: Vec<Value> = Vec::new();
    for email in emails.drain(..).filter(|email| email != &json!({})) {
        match kept.iter_mut().find(|earlier| twins(earlier, &email)) {
            None => kept.push(email),
            Some(earlier) => {
                let mut whole = email.clone();
                merge(&mut whole, earlier);
                if email["primary"] == true {
                    whole["primary"] = json!(true);
                }
                *earlier = whole;
            }
        }
    }
    *emails = kept;
}

fn merge(into: &mut Value, parts: &Value) {
    for (name, part) in parts.as_object().unwrap() {
        into[name] = part.clone();
    }
}

fn twins(one: &Value, other: &Value) -> bool {
    if one["value"].is_null() || other["value"].is_null() {
        return same(one, other);
    }
    same_text(&one["value"], &other["value"]) && same_text(&one["type"], &other["type"])
}

fn same(one: &Value, other: &Value) -> bool {
    ["value", "type", "display"].iter().all(|part| same_text(&one[part], &other[part]))
        && (one["primary"] == true) == (other["primary"] == true)
}

fn same_text(one: &Value, other: &Value) -> bool {
    one.as_str().map(lower) == other.as_str().map(lower)
}

fn lower(text: &str) -> String {
    text.to_lowercase()
}

/// Takes out all that is null or empty.
pub(crate) fn prune(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.values_mut().for_each(prune);
            members.retain(|_, member| !is_empty(member));
        }
        Value::Array(elements) => {
            elements.iter_mut().for_each(prune);
            elements.retain(|element| !is_empty(element));
        }
        _ => {}
    }
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value == &json!([]) || value == &json!({})
}
