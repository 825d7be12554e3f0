//! Where in a resource a value stands, for messages.

use std::fmt;

use crate::path::Reference;
use crate::schema::{Attribute, Container, ResourceType};

/// An attribute or sub-attribute; printed as its path (`emails.value`,
/// `urn:…:enterprise:2.0:User:manager.value`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place<'a> {
    urn: Option<&'a str>,
    attribute: &'a str,
    sub: Option<&'a str>,
}

impl<'a> Place<'a> {
    pub(crate) fn new(
        of: &'a ResourceType,
        container: Container,
        attribute: &'a Attribute,
    ) -> Self {
        Self { urn: of.container_urn(container), attribute: &attribute.name, sub: None }
    }

    pub(crate) fn of(of: &'a ResourceType, reference: &Reference<'a>) -> Self {
        let place = Self::new(of, reference.container, reference.attribute);
        reference.sub.map_or(place, |sub| place.within(&sub.name))
    }

    pub(crate) fn within(self, sub: &'a str) -> Self {
        Self { sub: Some(sub), ..self }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(urn) = self.urn {
            write!(formatter, "{urn}:")?;
        }
        formatter.write_str(self.attribute)?;
        self.sub.map_or(Ok(()), |sub| write!(formatter, ".{sub}"))
    }
}
