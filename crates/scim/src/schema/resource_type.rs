//! A resource type: a core schema, its extensions, and the common attributes (RFC 7643 §3.1, §6).

use std::sync::Arc;

use super::{Attribute, Schema, builtin};

/// An extension of a resource type (RFC 7643 §3.3, §6).
#[derive(Clone, Debug, PartialEq)]
pub struct Extension {
    /// The extension's schema.
    pub schema: Arc<Schema>,
    /// Whether every resource must carry it.
    pub required: bool,
    /// Whether it is left out of `/Schemas` and `/ResourceTypes`.
    pub unlisted: bool,
}

/// A kind of resource: where it lives and what it may hold (RFC 7643 §6).
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceType {
    /// `User` or `Group`; also its `id`.
    pub name: String,
    /// The endpoint under the SCIM base URL, with its slash: `/Users`.
    pub endpoint: String,
    /// What it is.
    pub description: String,
    /// The core schema.
    pub schema: Arc<Schema>,
    /// The extensions, in the order they are listed.
    pub extensions: Vec<Extension>,
}

/// In which object of a resource an attribute lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// The resource itself: core and common attributes.
    Core,
    /// The object under the URN of this extension: an index into [`ResourceType::extensions`].
    Extension(usize),
}

/// An attribute found in a resource type, and where it lives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Located<'t> {
    /// The object that holds it.
    pub container: Container,
    /// Its definition.
    pub attribute: &'t Attribute,
}

impl ResourceType {
    /// The common attributes every resource has though no schema lists them: `schemas`, `id`,
    /// `externalId`, `meta` (RFC 7643 §3, §3.1).
    pub fn common_attributes() -> &'static [Attribute] {
        &builtin::common().attributes
    }

    /// A core or common attribute by name, in any case.
    pub fn core_attribute(&self, name: &str) -> Option<&Attribute> {
        Self::common_attributes()
            .iter()
            .find(|attribute| attribute.name.eq_ignore_ascii_case(name))
            .or_else(|| self.schema.attribute(name))
    }

    /// The extension of that URN, in any case.
    pub fn extension(&self, urn: &str) -> Option<(usize, &Extension)> {
        self.extensions
            .iter()
            .enumerate()
            .find(|(_, extension)| extension.schema.id.eq_ignore_ascii_case(urn))
    }

    /// The URN of the object an attribute lives in; `None` for the resource itself.
    pub fn container_urn(&self, container: Container) -> Option<&str> {
        match container {
            Container::Core => None,
            Container::Extension(index) => {
                self.extensions.get(index).map(|extension| extension.schema.id.as_str())
            }
        }
    }

    /// The extension attribute of that name, of the first extension that has one. A core attribute
    /// of the same name goes before it.
    pub fn unprefixed(&self, name: &str) -> Option<Located<'_>> {
        self.extensions.iter().enumerate().find_map(|(index, extension)| {
            let attribute = extension.schema.attribute(name)?;
            Some(Located { container: Container::Extension(index), attribute })
        })
    }
}
