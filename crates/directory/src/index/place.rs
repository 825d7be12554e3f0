//! Where in a resource the values of an attribute are.

use std::fmt;

use scim::path::Reference;
use scim::schema::Container;
use scim::{Attribute, Resource, ResourceType};
use serde_json::Value;

/// An attribute or sub-attribute by its canonical names, with the URN of the extension that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place<'a> {
    pub(crate) extension: Option<&'a str>,
    pub(crate) attribute: &'a str,
    pub(crate) sub: Option<&'a str>,
}

impl<'a> Place<'a> {
    /// Where the values are that a reference means.
    pub(crate) fn of(of: &'a ResourceType, reference: &Reference<'a>) -> Self {
        Self {
            extension: of.container_urn(reference.container),
            attribute: &reference.attribute.name,
            sub: reference.sub.map(|sub| sub.name.as_str()),
        }
    }

    /// What defines the values there: the attribute, or its sub-attribute.
    pub(crate) fn definition(self, of: &ResourceType) -> Option<&Attribute> {
        let (_, attribute) = self.attribute(of)?;
        self.sub.map_or(Some(attribute), |sub| attribute.sub_attribute(sub))
    }

    /// Every value a resource has there, with the definition it is compared by.
    pub(crate) fn values<'r>(
        self,
        of: &'r ResourceType,
        resource: &'r Resource,
    ) -> Vec<(&'r Attribute, &'r Value)> {
        let held = self.attribute(of).and_then(|(container, attribute)| {
            Some((attribute, resource.get(of, container, attribute)?))
        });
        let Some((attribute, value)) = held else { return Vec::new() };
        let held = elements(value).iter();
        match self.sub {
            None => held.map(|element| (attribute, element)).collect(),
            Some(sub) => {
                let Some(definition) = attribute.sub_attribute(sub) else { return Vec::new() };
                let parts = held.filter_map(|element| element.get(sub));
                parts.flat_map(elements).map(|part| (definition, part)).collect()
            }
        }
    }

    fn attribute(self, of: &ResourceType) -> Option<(Container, &Attribute)> {
        match self.extension {
            None => Some((Container::Core, of.core_attribute(self.attribute)?)),
            Some(urn) => {
                let (index, extension) = of.extension(urn)?;
                Some((Container::Extension(index), extension.schema.attribute(self.attribute)?))
            }
        }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(urn) = self.extension {
            write!(formatter, "{urn}:")?;
        }
        formatter.write_str(self.attribute)?;
        self.sub.map_or(Ok(()), |sub| write!(formatter, ".{sub}"))
    }
}

/// The elements of an array, or the one value that is none.
fn elements(value: &Value) -> &[Value] {
    match value {
        Value::Array(elements) => elements,
        single => std::slice::from_ref(single),
    }
}
