//! Schemas as data (RFC 7643 §7): what attributes there are, and the rules each carries.
//!
//! A [`Schema`] is read from the same JSON that `/Schemas` publishes, so a custom extension is a
//! document, not code. The schemas of the RFC and of Atlassian's extension are in [`builtin`].

mod attribute;
pub mod builtin;
#[cfg(test)]
pub(crate) mod examples;
mod resource_type;
mod validate;

pub use attribute::{Attribute, AttributeType, Mutability, Returned, Uniqueness};
pub use resource_type::{Container, Extension, Located, ResourceType};
pub use validate::SchemaError;

use serde::{Deserialize, Serialize};

/// A schema: a URN and the attributes it defines (RFC 7643 §7).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Schema {
    /// The URN, in its canonical spelling.
    pub id: String,
    /// A name for people.
    #[serde(default)]
    pub name: String,
    /// What the schema is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The attributes, in the order they are published.
    pub attributes: Vec<Attribute>,
}

impl Schema {
    /// The attribute of that name, in any case (RFC 7643 §2.1).
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name.eq_ignore_ascii_case(name))
    }

    /// The schema as `/Schemas` publishes it: without the attributes that are unlisted.
    #[must_use]
    pub fn listed(&self) -> Self {
        let listed = self.attributes.iter().filter(|attribute| !attribute.unlisted);
        Self { attributes: listed.cloned().collect(), ..self.clone() }
    }
}
