//! Reading a value as what its parameter holds.

use serde_json::{Map, Number, Value};

use super::{list, structure};
use crate::names::{nearest, same};
use crate::{Choice, Kind};

/// Why a value is not what its parameter holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Where in the value: `[1].primary`.
    pub(super) place: String,
    /// What is there, for people.
    pub(super) found: Option<String>,
    /// The rest of the sentence, with what would do.
    pub(super) message: String,
}

impl Fault {
    pub(super) fn new(found: &Value, message: impl Into<String>) -> Self {
        Self { place: String::new(), found: Some(excerpt(found)), message: message.into() }
    }

    /// The same, further out.
    pub(super) fn within(mut self, outer: &str) -> Self {
        self.place.insert_str(0, outer);
        self
    }
}

/// A value as its parameter holds it; none if it is null or blank, or an object of nothing.
pub(super) fn read(kind: &Kind, value: Value) -> Result<Option<Value>, Fault> {
    match &value {
        Value::Null => return Ok(None),
        Value::String(text) if text.trim().is_empty() => return Ok(None),
        _ => {}
    }
    match kind {
        Kind::Text | Kind::LongText => text(value).map(Value::String),
        Kind::Boolean => boolean(&value),
        Kind::Integer => integer(&value),
        Kind::Choice(choices) => choice(choices, &chosen(value)),
        Kind::Names => list::names(value),
        Kind::Texts => list::texts(value),
        Kind::Object(shape) => {
            let object = structure::object(shape, structure::parsed(value)?)?;
            // A workflow makes one of inputs that are all left out.
            return Ok(Some(object)
                .filter(|object| object.as_object().is_none_or(|members| !members.is_empty())));
        }
        Kind::Objects(shape) => structure::objects(shape, structure::parsed(value)?),
        Kind::Map => structure::map(structure::parsed(value)?),
        Kind::Json => Ok(structure::parsed(value.clone()).unwrap_or(value)),
    }
    .map(Some)
}

/// A text. A number is the text that it is written as.
pub(super) fn text(value: Value) -> Result<String, Fault> {
    match value {
        Value::String(text) => Ok(text),
        Value::Number(number) => Ok(number.to_string()),
        other => Err(Fault::new(&other, "is not a text: put it in quotes")),
    }
}

pub(super) fn boolean(value: &Value) -> Result<Value, Fault> {
    let known = match value {
        Value::Bool(known) => Some(*known),
        Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => Some(true),
            "false" | "no" | "off" | "0" => Some(false),
            _ => None,
        },
        _ => None,
    };
    known
        .map(Value::Bool)
        .ok_or_else(|| Fault::new(value, "is neither true nor false: give one of them"))
}

fn integer(value: &Value) -> Result<Value, Fault> {
    let known = match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    let number = known.map(|known: i64| Value::Number(Number::from(known)));
    number.ok_or_else(|| Fault::new(value, "is not a whole number: give one like 1"))
}

/// What was chosen, where the choice comes with the name it was shown under.
fn chosen(value: Value) -> Value {
    match value {
        Value::Object(mut shown) if shown.contains_key("display_name") && shown.len() == 2 => {
            shown.remove("value").unwrap_or(Value::Object(Map::new()))
        }
        other => other,
    }
}

fn choice(choices: &[Choice], value: &Value) -> Result<Value, Fault> {
    let text = value.as_str();
    let known = text.and_then(|text| choices.iter().find(|choice| same(&choice.value, text)));
    if let Some(choice) = known {
        return Ok(Value::from(choice.value.clone()));
    }
    let words: Vec<&str> = choices.iter().map(|choice| choice.value.as_str()).collect();
    let remedy = match text.and_then(|text| nearest(text, words.iter().copied())) {
        Some(meant) => format!("did you mean {meant}?"),
        None => format!("give one of {}", words.join(", ")),
    };
    Err(Fault::new(value, format!("is no choice: {remedy}")))
}

/// A value for people to recognise it by.
fn excerpt(value: &Value) -> String {
    const LONGEST: usize = 60;
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    if text.chars().count() > LONGEST {
        let begin: String = text.chars().take(LONGEST).collect();
        return format!("`{begin}…`");
    }
    format!("`{text}`")
}
