//! A file that goes with a mail.

use serde_json::Value;

/// A file that goes with a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// What it is: `application/json`.
    pub media_type: String,
    /// What it holds.
    pub content: Vec<u8>,
}

impl Attachment {
    /// A JSON document, as people read it.
    pub fn json(name: impl Into<String>, value: &Value) -> Self {
        Self {
            name: name.into(),
            media_type: "application/json".to_owned(),
            content: format!("{value:#}\n").into_bytes(),
        }
    }
}
