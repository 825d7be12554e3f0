//! What a parameter can hold, and what is taken for it.

use serde::Deserialize;
use serde_json::{Map, Value};

/// What a parameter holds.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// A line of text.
    Text,
    /// Text of many lines.
    LongText,
    /// Yes or no.
    Boolean,
    /// A whole number.
    Integer,
    /// One of a few words.
    Choice(Vec<Choice>),
    /// Names of attributes; on the wire with commas between.
    Names,
    /// A list of texts. One text with commas or line ends between is a list too.
    Texts,
    /// An object.
    Object(Shape),
    /// A list of objects. One object is a list too, and so is a bare text, if the shape says what it is.
    Objects(Shape),
    /// Names and their texts.
    Map,
    /// Any JSON.
    Json,
}

impl Kind {
    /// The words to choose from; none unless it is a choice.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Self::Choice(choices) => choices,
            _ => &[],
        }
    }

    /// What it holds, for people: `a list of objects`.
    pub const fn describe(&self) -> &'static str {
        match self {
            Self::Text | Self::LongText => "text",
            Self::Boolean => "true or false",
            Self::Integer => "a whole number",
            Self::Choice(_) => "one of the choices",
            Self::Names => "attribute names with commas between",
            Self::Texts => "a list of texts",
            Self::Object(_) => "an object",
            Self::Objects(_) => "a list of objects",
            Self::Map => "names and texts",
            Self::Json => "any JSON",
        }
    }
}

/// A word to choose.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Choice {
    /// The word.
    pub value: String,
    /// What it means.
    pub help: String,
}

/// What an object holds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Shape {
    /// Its members.
    pub fields: Vec<Field>,
    /// The member that a bare text is.
    #[serde(default)]
    pub bare: Option<String>,
    /// What else an object has that was a bare text.
    #[serde(default)]
    pub bare_with: Map<String, Value>,
    /// Whether one of them at most may be `primary`, and a single one is.
    #[serde(default)]
    pub primary: bool,
}

/// A member of an object.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Field {
    /// Its name on the wire.
    pub name: String,
    /// What it holds.
    #[serde(default)]
    pub kind: FieldKind,
    /// What it is for.
    pub help: String,
    /// Whether the object is nothing without it.
    #[serde(default)]
    pub required: bool,
    /// What it usually is; other values are taken too.
    #[serde(default)]
    pub usual: Vec<String>,
}

/// What a member of an object holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// Text.
    #[default]
    Text,
    /// Yes or no.
    Boolean,
    /// Any JSON.
    Json,
}
