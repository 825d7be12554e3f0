//! What to say of a name that means nothing.

use super::Scope;
use crate::filter::cursor::Fault;
use crate::schema::{Attribute, ResourceType};

/// Why a name means nothing.
#[derive(Debug)]
pub(crate) enum Unresolved {
    /// It is not a name.
    Malformed(Fault),
    /// It is one, but of nothing.
    Unknown,
}

impl Unresolved {
    /// What to say of a name in a filter, which starts at byte `start` of the text.
    pub(crate) fn into_fault(
        self,
        name: &str,
        start: usize,
        scope: Scope<'_>,
        of: &ResourceType,
    ) -> Fault {
        match self {
            Self::Malformed(fault) => Fault::new(start + fault.at, fault.problem),
            Self::Unknown => {
                let problem = match scope {
                    Scope::Resource => unknown_attribute(name, of),
                    Scope::Element(parent) => unknown_sub_attribute(name, parent.attribute),
                    Scope::Foreign => format!("`{name}` is not a sub-attribute"),
                };
                Fault::new(start, problem)
            }
        }
    }
}

/// Most often it is an attribute of an extension that lacks its URN.
fn unknown_attribute(name: &str, of: &ResourceType) -> String {
    let first = name.split('.').next().unwrap_or_default();
    let urn = of.unprefixed(first).and_then(|located| of.container_urn(located.container));
    let remedy = urn.map(|urn| format!("; write `{urn}:{name}`")).unwrap_or_default();
    format!("`{name}` is not an attribute of {}{remedy}", of.name)
}

fn unknown_sub_attribute(name: &str, parent: &Attribute) -> String {
    let subs: Vec<_> = parent.sub_attributes.iter().map(|sub| sub.name.as_str()).collect();
    let known = if parent.is_complex() { subs.join(", ") } else { "value".to_owned() };
    format!("`{name}` is not a sub-attribute of `{}`, which has {known}", parent.name)
}
