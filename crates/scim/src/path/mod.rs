//! Attribute paths (RFC 7644 §3.5.2 `PATH`, §3.10): `userName`, `name.familyName`,
//! `emails[type eq "work"].value`, `urn:…:enterprise:2.0:User:manager.displayName`, or the URN of
//! an extension alone.

mod display;
mod parse;
mod resolve;
mod unresolved;

pub(crate) use resolve::Scope;
pub(crate) use unresolved::Unresolved;

use crate::filter::{Filter, FilterError};
use crate::schema::{Attribute, Container, ResourceType};
use crate::{Limits, Tolerances};

/// An attribute, or one sub-attribute of it, of a resource type. Inside the brackets of a value
/// filter, `attribute` is the sub-attribute itself and `sub` is empty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reference<'t> {
    /// The object of the resource that holds the attribute.
    pub container: Container,
    /// The attribute.
    pub attribute: &'t Attribute,
    /// The sub-attribute, where one is named.
    pub sub: Option<&'t Attribute>,
}

impl<'t> Reference<'t> {
    /// Parses and resolves an attribute path without brackets (RFC 7644 §3.10), as `attributes` and
    /// `sortBy` hold. The URN of an extension alone is no attribute: see [`Path::parse`].
    pub fn parse(
        text: &str,
        of: &'t ResourceType,
        tolerances: &Tolerances,
    ) -> Result<Self, PathError> {
        parse::reference(text, of, tolerances)
    }

    /// The definition that governs the value: the sub-attribute's where there is one.
    pub fn leaf(&self) -> &'t Attribute {
        self.sub.unwrap_or(self.attribute)
    }
}

/// A parsed and resolved path.
#[derive(Clone, Debug, PartialEq)]
pub enum Path<'t> {
    /// A whole extension object, by its index in [`ResourceType::extensions`].
    Extension(usize),
    /// An attribute or a sub-attribute.
    Attribute(Reference<'t>),
    /// The elements of a multi-valued attribute that match the filter, or a sub-attribute of each
    /// (`reference.sub`).
    Values {
        /// The attribute, and the sub-attribute after the brackets.
        reference: Reference<'t>,
        /// Which elements.
        filter: Filter<'t>,
    },
}

/// Why a path is refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PathError {
    /// The text is not a path.
    #[error("path `{path}` is malformed at character {at}: {problem}")]
    Malformed {
        /// The whole path.
        path: String,
        /// Where, in characters from 1.
        at: usize,
        /// What is wrong there.
        problem: String,
    },
    /// No schema of the resource type defines the attribute.
    #[error("path `{path}` names no attribute of {resource_type}")]
    Unknown {
        /// The whole path.
        path: String,
        /// The name of the resource type.
        resource_type: String,
    },
    /// The filter in brackets is wrong.
    #[error("the filter in path `{path}`: {source}")]
    Filter {
        /// The whole path.
        path: String,
        /// What is wrong with it.
        source: Box<FilterError>,
    },
}

impl<'t> Path<'t> {
    /// Parses and resolves a PATCH path.
    pub fn parse(
        text: &str,
        of: &'t ResourceType,
        tolerances: &Tolerances,
        limits: &Limits,
    ) -> Result<Self, PathError> {
        parse::path(text, of, tolerances, limits)
    }
}

#[cfg(test)]
mod tests;
