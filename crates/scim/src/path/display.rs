//! The canonical text of paths: canonical names, and a URN wherever an extension is spoken of.

use std::fmt;

use super::{Path, Reference, Scope};
use crate::filter::write_values;
use crate::schema::{Container, ResourceType};

impl Reference<'_> {
    /// The canonical text. `of` is the resource type it was resolved against.
    pub fn display(&self, of: &ResourceType) -> impl fmt::Display {
        fmt::from_fn(move |out| Scope::Resource.write(out, self, of))
    }
}

impl Path<'_> {
    /// The canonical text. `of` is the resource type it was resolved against.
    pub fn display(&self, of: &ResourceType) -> impl fmt::Display {
        fmt::from_fn(move |out| match self {
            Self::Extension(index) => {
                out.write_str(of.container_urn(Container::Extension(*index)).unwrap_or_default())
            }
            Self::Attribute(reference) => Scope::Resource.write(out, reference, of),
            Self::Values { reference, filter } => {
                write_values(out, reference, filter, of)?;
                reference.sub.map_or(Ok(()), |sub| write!(out, ".{}", sub.name))
            }
        })
    }
}

impl Scope<'_> {
    /// The name by which the scope resolves to this.
    pub(crate) fn write(
        self,
        out: &mut fmt::Formatter<'_>,
        reference: &Reference<'_>,
        of: &ResourceType,
    ) -> fmt::Result {
        match self {
            Self::Element(parent) if !parent.attribute.is_complex() => {
                return out.write_str("value");
            }
            Self::Element(_) | Self::Foreign => {}
            Self::Resource => {
                if let Some(urn) = of.container_urn(reference.container) {
                    write!(out, "{urn}:")?;
                }
            }
        }
        out.write_str(&reference.attribute.name)?;
        reference.sub.map_or(Ok(()), |sub| write!(out, ".{}", sub.name))
    }
}
