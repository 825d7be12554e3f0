//! From a document to a schema: the document is what `/Schemas` would publish (RFC 7643 §7), and what it
//! can't hold is refused by its place rather than passed over, since a misspelt characteristic would
//! otherwise have its default.

use scim::Schema;
use scim::json::{self, JsonError};
use scim::schema::{AttributeType, Mutability, Returned, Uniqueness};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::Refusal;
use super::bounds::{MAX_BYTES, MAX_DEPTH, check_count};

/// What a member of the document may hold.
#[derive(Clone, Copy)]
enum Form {
    Text,
    Flag,
    Texts,
    Type,
    Mutability,
    Returned,
    Uniqueness,
    Attributes,
    /// What the service writes itself.
    Anything,
}

const SCHEMA: &[(&str, Form)] = &[
    ("id", Form::Text),
    ("name", Form::Text),
    ("description", Form::Text),
    ("attributes", Form::Attributes),
    ("schemas", Form::Anything),
    ("meta", Form::Anything),
];

const ATTRIBUTE: &[(&str, Form)] = &[
    ("name", Form::Text),
    ("type", Form::Type),
    ("subAttributes", Form::Attributes),
    ("multiValued", Form::Flag),
    ("description", Form::Text),
    ("required", Form::Flag),
    ("canonicalValues", Form::Texts),
    ("caseExact", Form::Flag),
    ("mutability", Form::Mutability),
    ("returned", Form::Returned),
    ("uniqueness", Form::Uniqueness),
    ("referenceTypes", Form::Texts),
];

/// Reads a schema document.
pub(crate) fn read(document: &[u8]) -> Result<Schema, Refusal> {
    check_count(|| "the document (in bytes)".to_owned(), document.len(), MAX_BYTES)?;
    let document = json::parse(document, MAX_DEPTH).map_err(not_json)?;
    check_members("", &document, SCHEMA, &["id", "attributes"])?;
    serde_json::from_value(Value::Object(document))
        .map_err(|error| refused("the document", error.to_string()))
}

fn check_members(
    place: &str,
    members: &Map<String, Value>,
    known: &[(&str, Form)],
    needed: &[&str],
) -> Result<(), Refusal> {
    for (name, value) in members {
        let place = format!("{place}{name}");
        let Some((_, form)) = known.iter().find(|(known, _)| known == name) else {
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            return Err(refused(place, format!("no such member; there are {}", names.join(", "))));
        };
        check_form(&place, value, *form)?;
    }
    match needed.iter().find(|name| !members.contains_key(**name)) {
        Some(missing) => Err(refused(format!("{place}{missing}"), "is missing")),
        None => Ok(()),
    }
}

fn check_form(place: &str, value: &Value, form: Form) -> Result<(), Refusal> {
    match form {
        Form::Text if !value.is_string() => Err(refused(place, "must be a string")),
        Form::Flag if !value.is_boolean() => Err(refused(place, "must be true or false")),
        Form::Texts => match value.as_array() {
            Some(texts) if texts.iter().all(Value::is_string) => Ok(()),
            _ => Err(refused(place, "must be an array of strings")),
        },
        Form::Type => check_word::<AttributeType>(place, value),
        Form::Mutability => check_word::<Mutability>(place, value),
        Form::Returned => check_word::<Returned>(place, value),
        Form::Uniqueness => check_word::<Uniqueness>(place, value),
        Form::Attributes => {
            let Some(attributes) = value.as_array() else {
                return Err(refused(place, "must be an array of attributes"));
            };
            for (index, attribute) in attributes.iter().enumerate() {
                let place = format!("{place}[{index}]");
                let Some(members) = attribute.as_object() else {
                    return Err(refused(place, "must be an object"));
                };
                check_members(&format!("{place}."), members, ATTRIBUTE, &["name", "type"])?;
            }
            Ok(())
        }
        Form::Text | Form::Flag | Form::Anything => Ok(()),
    }
}

/// Checks one of a few words; the refusal lists them.
fn check_word<T: DeserializeOwned>(place: &str, value: &Value) -> Result<(), Refusal> {
    if !value.is_string() {
        return Err(refused(place, "must be a string"));
    }
    let read: Result<T, serde_json::Error> = serde_json::from_value(value.clone());
    read.map(|_| ()).map_err(|error| refused(place, error.to_string()))
}

fn not_json(error: JsonError) -> Refusal {
    match error {
        JsonError::Malformed { problem, line, column } => {
            refused(format!("line {line}, column {column}"), problem)
        }
        JsonError::TooDeep { limit } => {
            refused("the document", format!("nests deeper than {limit} levels"))
        }
        JsonError::DuplicateKey { name } => {
            refused(name, "stands twice in one object (names differ only in case)")
        }
        JsonError::Empty | JsonError::NotAnObject => refused(
            "the document",
            "must be one JSON object: a schema, as /Schemas/{urn} publishes it",
        ),
    }
}

fn refused(place: impl Into<String>, problem: impl Into<String>) -> Refusal {
    Refusal::Document { place: place.into(), problem: problem.into() }
}
