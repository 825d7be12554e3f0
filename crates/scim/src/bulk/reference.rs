//! Where a message refers to what another operation of the same bulk request creates: `bulkId:…`
//! (RFC 7644 §3.7.2).
//!
//! The schema says what is a reference: an attribute of type `reference` to a resource, and the `value` beside a
//! `$ref`, as in `members` and `manager`. Anywhere else the text is a value like any other: somebody may well be
//! called `bulkId:x`.

use serde_json::{Map, Value};

use crate::path::{Path, Reference};
use crate::schema::{Attribute, AttributeType, ResourceType};
use crate::{Limits, Tolerances};

/// What stands before the name in a reference.
const PREFIX: &str = "bulkId:";

/// How a reference names the resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// By its id.
    Id,
    /// By its URI.
    Uri,
}

/// A text that stands where a reference does.
#[derive(Debug)]
pub struct Mention<'m> {
    /// The text, to be replaced in place.
    pub text: &'m mut String,
    /// What it is replaced with.
    pub form: Form,
}

impl Mention<'_> {
    /// The `bulkId` it names, if it does.
    pub fn bulk_id(&self) -> Option<&str> {
        let last = match self.form {
            Form::Id => self.text,
            Form::Uri => match self.text.find(&format!("/{PREFIX}")) {
                Some(slash) => self.text.get(slash + 1..)?,
                None => self.text,
            },
        };
        last.strip_prefix(PREFIX)
    }

    /// Puts the resource itself in place of its `bulkId`.
    pub fn replace(&mut self, id: &str, location: &str) {
        *self.text = match self.form {
            Form::Id => id.to_owned(),
            Form::Uri => location.to_owned(),
        };
    }
}

/// The `bulkId` that the id in an operation's path names, if it does.
pub fn in_path(segment: &str) -> Option<&str> {
    segment.strip_prefix(PREFIX)
}

/// Goes through the attributes of a document (the data of a POST or PUT). One with a mention that `visit` rejects
/// is taken out.
pub fn attributes(
    document: &mut Map<String, Value>,
    of: &ResourceType,
    visit: &mut dyn FnMut(Mention<'_>) -> bool,
) {
    let mut kept = |attribute: &Attribute, value: &mut Value| {
        let mut kept = true;
        whole(attribute, value, &mut |mention| kept &= visit(mention));
        kept
    };
    document.retain(|name, value| {
        if let Some(attribute) = of.core_attribute(name) {
            return kept(attribute, value);
        }
        if let (Some((_, extension)), Value::Object(members)) = (of.extension(name), value) {
            members.retain(|name, value| {
                extension.schema.attribute(name).is_none_or(|attribute| kept(attribute, value))
            });
        }
        true
    });
}

/// Goes through the operations of a PATCH: values, what their keys name, and the filters in paths. What can't be
/// understood is passed over; the PATCH itself is to refuse it.
pub fn operations(
    message: &mut Map<String, Value>,
    of: &ResourceType,
    tolerances: &Tolerances,
    limits: &Limits,
    visit: &mut dyn FnMut(Mention<'_>),
) {
    let operations = message.iter_mut().find(|(name, _)| name.eq_ignore_ascii_case("Operations"));
    let Some((_, Value::Array(operations))) = operations else { return };
    for operation in operations.iter_mut().filter_map(Value::as_object_mut) {
        let mut path = None;
        let mut value = None;
        for (name, member) in operation.iter_mut() {
            if name.eq_ignore_ascii_case("value") {
                value = Some(member);
            } else if let Value::String(text) = member
                && name.eq_ignore_ascii_case("path")
            {
                path = Some(text);
            }
        }
        match (path.filter(|path| !path.is_empty()), value) {
            (Some(path), value) => {
                let Ok(parsed) = Path::parse(path, of, tolerances, limits) else { continue };
                if let Some(value) = value {
                    at(&parsed, value, of, visit);
                }
                if let Path::Values { reference, .. } = &parsed
                    && is_link(reference.attribute)
                {
                    literals(path, visit);
                }
            }
            (None, Some(Value::Object(members))) => {
                for (name, value) in members.iter_mut() {
                    if let Ok(parsed) = Path::parse(name, of, tolerances, limits) {
                        at(&parsed, value, of, visit);
                    }
                }
            }
            (None, _) => {}
        }
    }
}

/// A value that is meant for a path.
fn at(path: &Path<'_>, value: &mut Value, of: &ResourceType, visit: &mut dyn FnMut(Mention<'_>)) {
    match path {
        Path::Extension(index) => {
            let (Some(extension), Value::Object(members)) = (of.extensions.get(*index), value)
            else {
                return;
            };
            for (name, value) in members.iter_mut() {
                if let Some(attribute) = extension.schema.attribute(name) {
                    whole(attribute, value, visit);
                }
            }
        }
        Path::Attribute(reference) | Path::Values { reference, .. } => match reference {
            Reference { attribute, sub: Some(sub), .. } => part(attribute, sub, value, visit),
            Reference { attribute, sub: None, .. } => whole(attribute, value, visit),
        },
    }
}

/// The value of an attribute, or one element of it.
fn whole(attribute: &Attribute, value: &mut Value, visit: &mut dyn FnMut(Mention<'_>)) {
    if attribute.is_read_only() {
        return;
    }
    match value {
        Value::Array(elements) => {
            for element in elements {
                whole(attribute, element, visit);
            }
        }
        Value::Object(members) => {
            for (name, value) in members.iter_mut() {
                if let Some(sub) = attribute.sub_attribute(name) {
                    part(attribute, sub, value, visit);
                }
            }
        }
        // A complex attribute may be tolerated as its bare `value`.
        Value::String(text) if is_link(attribute) => visit(Mention { text, form: Form::Id }),
        Value::String(text) if points_here(attribute) => visit(Mention { text, form: Form::Uri }),
        _ => {}
    }
}

/// The value of a sub-attribute.
fn part(of: &Attribute, sub: &Attribute, value: &mut Value, visit: &mut dyn FnMut(Mention<'_>)) {
    let form = if points_here(sub) {
        Form::Uri
    } else if sub.name == "value" && is_link(of) {
        Form::Id
    } else {
        return;
    };
    match value {
        Value::String(text) => visit(Mention { text, form }),
        Value::Array(elements) => {
            for element in elements {
                part(of, sub, element, visit);
            }
        }
        _ => {}
    }
}

/// Whether an attribute says which resource is meant, by id and URI.
fn is_link(attribute: &Attribute) -> bool {
    attribute.sub_attribute("$ref").is_some()
}

/// Whether it holds the URIs of resources, not of something elsewhere (RFC 7643 §7 `referenceTypes`).
fn points_here(attribute: &Attribute) -> bool {
    let elsewhere = |kind: &String| kind == "external" || kind == "uri";
    attribute.kind == AttributeType::Reference && !attribute.reference_types.iter().all(elsewhere)
}

/// The string literals of a filter in a path that are references.
fn literals(path: &mut String, visit: &mut dyn FnMut(Mention<'_>)) {
    let opening = format!("\"{PREFIX}");
    let mut from = 0;
    while let Some(start) =
        path.get(from..).and_then(|rest| rest.find(&opening)).map(|at| from + at)
    {
        let Some(rest) = path.get(start..) else { return };
        let mut strings = serde_json::Deserializer::from_str(rest).into_iter::<String>();
        let Some(Ok(mut text)) = strings.next() else { return };
        let end = start + strings.byte_offset();
        visit(Mention { text: &mut text, form: Form::Id });
        let literal = Value::String(text).to_string();
        path.replace_range(start..end, &literal);
        from = start + literal.len();
    }
}
