//! An attribute of a directory, as it is written down.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::index::Place;

/// An attribute or sub-attribute by its canonical names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AttributePath {
    /// The URN of the extension that has it; none for a core or common attribute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<String>,
    /// The attribute.
    pub attribute: String,
    /// The sub-attribute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sub: Option<String>,
}

impl AttributePath {
    /// Where in a resource its values are.
    pub(crate) fn place(&self) -> Place<'_> {
        Place {
            extension: self.extension.as_deref(),
            attribute: &self.attribute,
            sub: self.sub.as_deref(),
        }
    }
}

impl From<Place<'_>> for AttributePath {
    fn from(place: Place<'_>) -> Self {
        Self {
            extension: place.extension.map(str::to_owned),
            attribute: place.attribute.to_owned(),
            sub: place.sub.map(str::to_owned),
        }
    }
}

impl fmt::Display for AttributePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.place().fmt(formatter)
    }
}
