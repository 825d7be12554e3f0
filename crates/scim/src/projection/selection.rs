//! The attributes a client names.

use std::collections::{HashMap, HashSet};

use crate::path::Path;
use crate::schema::{Container, ResourceType, Returned};
use crate::{Limits, Tolerances};

/// A set of attributes and sub-attributes, by canonical name.
#[derive(Clone, Debug, PartialEq, Default)]
pub(super) struct Selection {
    core: Named,
    extensions: HashMap<String, Named>,
    /// The attributes of the resource itself that are in every answer.
    always: HashSet<String>,
}

/// What is named of the resource itself or of one extension.
#[derive(Clone, Debug, PartialEq, Default)]
pub(super) struct Named {
    whole: bool,
    attributes: HashMap<String, Parts>,
}

/// What is named of one attribute.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Parts {
    /// All of it.
    Whole,
    /// These sub-attributes.
    Some(HashSet<String>),
}

impl Selection {
    /// The attributes of these names; what means nothing is passed over (RFC 7644 §3.9).
    pub(super) fn of(names: &[String], of: &ResourceType, tolerances: &Tolerances) -> Self {
        let limits = Limits::default();
        let mut selection = Self { always: always(of), ..Self::default() };
        for name in names {
            if let Ok(path) = Path::parse(name, of, tolerances, &limits) {
                selection.insert(&path, of);
            }
        }
        selection
    }

    fn insert(&mut self, path: &Path<'_>, of: &ResourceType) {
        match path {
            Path::Extension(index) => self.object(of, Container::Extension(*index)).whole = true,
            Path::Attribute(to) | Path::Values { reference: to, .. } => {
                let object = self.object(of, to.container);
                let entry = object.attributes.entry(to.attribute.name.clone());
                match (to.sub, entry.or_insert_with(|| Parts::Some(HashSet::new()))) {
                    (None, parts) => *parts = Parts::Whole,
                    (Some(sub), Parts::Some(parts)) => {
                        parts.insert(sub.name.clone());
                    }
                    (Some(_), Parts::Whole) => {}
                }
            }
        }
    }

    fn object(&mut self, of: &ResourceType, container: Container) -> &mut Named {
        match of.container_urn(container) {
            None => &mut self.core,
            Some(urn) => self.extensions.entry(urn.to_owned()).or_default(),
        }
    }

    /// What is named of the resource itself.
    pub(super) fn core(&self) -> &Named {
        &self.core
    }

    /// What is named of the extension of that URN.
    pub(super) fn extension(&self, urn: &str) -> Option<&Named> {
        self.extensions.get(urn)
    }

    /// Whether any part of the attribute, or of the extension of that URN, is named or in every answer.
    pub(super) fn touches(&self, name: &str) -> bool {
        self.core.attributes.contains_key(name)
            || self.extensions.contains_key(name)
            || self.always.contains(name)
    }

    /// Whether the whole of it is named, and it is not in every answer.
    pub(super) fn covers(&self, name: &str) -> bool {
        let whole = self.core.attributes.get(name) == Some(&Parts::Whole)
            || self.extensions.get(name).is_some_and(|extension| extension.whole);
        whole && !self.always.contains(name)
    }
}

impl Named {
    /// What is named of the attribute; `None` for nothing.
    pub(super) fn parts(&self, attribute: &str) -> Option<&Parts> {
        if self.whole { Some(&Parts::Whole) } else { self.attributes.get(attribute) }
    }
}

impl Parts {
    /// Whether the sub-attribute is among them.
    pub(super) fn hold(&self, sub: &str) -> bool {
        match self {
            Self::Whole => true,
            Self::Some(parts) => parts.contains(sub),
        }
    }
}

fn always(of: &ResourceType) -> HashSet<String> {
    ResourceType::common_attributes()
        .iter()
        .chain(&of.schema.attributes)
        .filter(|attribute| attribute.returned == Returned::Always)
        .map(|attribute| attribute.name.clone())
        .collect()
}
