//! Resources: a client's document held against its schema, and the canonical form it is kept in.

pub(crate) mod coerce;
pub(crate) mod elements;
pub(crate) mod identity;
mod immutable;
pub(crate) mod place;
mod read;
mod required;
pub(crate) mod scalar;
pub(crate) mod schemas;

pub use immutable::check_immutable;
pub use read::read;
pub use required::check_required;

use serde_json::{Map, Value};

use crate::ScimType;
use crate::schema::{Attribute, Container, ResourceType};

/// A resource in canonical form: canonical names, values of the right type, nothing null or empty
/// (RFC 7643 §2.5: absent, null and `[]` are one state), extensions under their URNs, at most one
/// `primary` in each multi-valued attribute.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resource(Map<String, Value>);

/// Why a document is refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ResourceError {
    /// A value is not of the attribute's type.
    #[error("`{path}` must be {expected}")]
    WrongType {
        /// The attribute.
        path: String,
        /// The type, in words: "a boolean (true or false)".
        expected: String,
    },
    /// A required attribute is missing or empty.
    #[error("`{path}` is required")]
    Missing {
        /// The attribute.
        path: String,
    },
    /// More than one element is primary.
    #[error("`{path}` has {count} primary values; at most one may be primary")]
    Primaries {
        /// The multi-valued attribute.
        path: String,
        /// How many.
        count: usize,
    },
    /// Two elements have one value and type, and say different things beside.
    #[error("`{path}` has one value twice, with another `{part}` each time; say it once")]
    Contradiction {
        /// The multi-valued attribute.
        path: String,
        /// The part that differs.
        part: String,
    },
    /// No schema defines the attribute, and unknown ones are refused.
    #[error("`{path}` is not an attribute of {resource_type}")]
    UnknownAttribute {
        /// The attribute.
        path: String,
        /// The resource type.
        resource_type: String,
    },
    /// `schemas` is missing, empty or has a duplicate.
    #[error("`schemas` {problem}")]
    Schemas {
        /// What is wrong with it.
        problem: String,
    },
    /// An immutable attribute would change.
    #[error("`{path}` cannot be changed once it is set")]
    Immutable {
        /// The attribute.
        path: String,
    },
}

impl ResourceError {
    /// The keyword for it.
    pub fn scim_type(&self) -> ScimType {
        match self {
            Self::WrongType { .. }
            | Self::Missing { .. }
            | Self::Primaries { .. }
            | Self::Contradiction { .. } => ScimType::InvalidValue,
            Self::UnknownAttribute { .. } | Self::Schemas { .. } => ScimType::InvalidSyntax,
            Self::Immutable { .. } => ScimType::Mutability,
        }
    }
}

impl Resource {
    /// Wraps what is known to be canonical: a body the service stored itself.
    pub fn from_stored(members: Map<String, Value>) -> Self {
        Self(members)
    }

    /// The members, in order.
    pub fn as_map(&self) -> &Map<String, Value> {
        &self.0
    }

    /// The members, to change. The caller keeps them canonical.
    pub fn as_map_mut(&mut self) -> &mut Map<String, Value> {
        &mut self.0
    }

    /// The members.
    pub fn into_map(self) -> Map<String, Value> {
        self.0
    }

    /// The value of an attribute, in the object it lives in.
    pub fn get(
        &self,
        of: &ResourceType,
        container: Container,
        attribute: &Attribute,
    ) -> Option<&Value> {
        match of.container_urn(container) {
            None => self.0.get(&attribute.name),
            Some(urn) => self.0.get(urn)?.get(&attribute.name),
        }
    }

    /// A top-level string, by its canonical name.
    pub fn string(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str()
    }

    /// The `value` of the primary element of a multi-valued attribute, or of its only one.
    pub fn primary(&self, name: &str) -> Option<&str> {
        let elements = self.0.get(name)?.as_array()?;
        let primary =
            elements.iter().find(|element| element.get("primary") == Some(&Value::Bool(true)));
        let only = || if elements.len() == 1 { elements.first() } else { None };
        primary.or_else(only)?.get("value")?.as_str()
    }

    /// The URNs of what the resource holds: the core schema and every extension that has a value
    /// (RFC 7643 §3), in the resource type's order.
    pub fn schemas(&self, of: &ResourceType) -> Vec<String> {
        let extensions = of.extensions.iter().map(|extension| &extension.schema.id);
        let held = extensions.filter(|urn| self.0.contains_key(urn.as_str())).cloned();
        std::iter::once(of.schema.id.clone()).chain(held).collect()
    }
}
