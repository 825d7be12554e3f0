//! From a name to a definition (RFC 7644 §3.10): URN prefixes, core and common attributes,
//! extensions, sub-attributes.

use super::{Reference, Unresolved};
use crate::Tolerances;
use crate::filter::cursor::Fault;
use crate::schema::{Attribute, Container, Located, ResourceType};

/// What a name can mean.
#[derive(Clone, Copy, Debug)]
pub(super) enum Target<'t> {
    /// The URN of an extension, alone: by its index.
    Extension(usize),
    /// An attribute or a sub-attribute.
    Attribute(Reference<'t>),
}

/// Where a name is looked up.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scope<'t> {
    /// In the resource.
    Resource,
    /// Within the brackets of a value filter: in the elements of this attribute.
    Element(Reference<'t>),
    /// Within the brackets of an attribute that the resource type does not have.
    Foreign,
}

impl<'t> Scope<'t> {
    /// The attribute or sub-attribute of that name.
    pub(crate) fn resolve(
        self,
        name: &str,
        of: &'t ResourceType,
        tolerances: &Tolerances,
    ) -> Result<Reference<'t>, Unresolved> {
        match self {
            Self::Resource => match target(name, of, tolerances)? {
                Target::Attribute(reference) => Ok(reference),
                Target::Extension(_) => {
                    let problem =
                        format!("`{name}` is a whole extension; name one of its attributes");
                    Err(Unresolved::Malformed(Fault::new(0, problem)))
                }
            },
            Self::Element(parent) => {
                let attribute =
                    element_attribute(parent.attribute, name).ok_or(Unresolved::Unknown)?;
                Ok(Reference { container: parent.container, attribute, sub: None })
            }
            Self::Foreign => Err(Unresolved::Unknown),
        }
    }
}

/// In the elements of a complex attribute, a sub-attribute. Elements of any other have nothing but
/// their `value` (RFC 7643 §2.4).
fn element_attribute<'t>(parent: &'t Attribute, name: &str) -> Option<&'t Attribute> {
    if parent.is_complex() {
        parent.sub_attribute(name)
    } else {
        name.eq_ignore_ascii_case("value").then_some(parent)
    }
}

/// Resolves the whole of a name.
pub(super) fn target<'t>(
    name: &str,
    of: &'t ResourceType,
    tolerances: &Tolerances,
) -> Result<Target<'t>, Unresolved> {
    let Some((container, rest)) = split_urn(name, of) else {
        let (first, sub) = split_name(name, 0)?;
        let core = of
            .core_attribute(first)
            .map(|attribute| Located { container: Container::Core, attribute });
        let located =
            core.or_else(|| of.unprefixed(first).filter(|_| tolerances.unprefixed_extension));
        return located.and_then(|located| refer(located, sub)).ok_or(Unresolved::Unknown);
    };
    let Some(rest) = rest else {
        return match container {
            Container::Extension(index) => Ok(Target::Extension(index)),
            Container::Core => Err(Unresolved::Unknown),
        };
    };
    let (first, sub) = split_name(rest, name.len() - rest.len())?;
    let attribute = match container {
        Container::Core => of.core_attribute(first),
        Container::Extension(index) => {
            of.extensions.get(index).and_then(|extension| extension.schema.attribute(first))
        }
    };
    let located = attribute.map(|attribute| Located { container, attribute });
    located.and_then(|located| refer(located, sub)).ok_or(Unresolved::Unknown)
}

fn refer<'t>(
    Located { container, attribute }: Located<'t>,
    sub: Option<&str>,
) -> Option<Target<'t>> {
    let sub = match sub {
        None => None,
        Some(name) => Some(attribute.sub_attribute(name)?),
    };
    Some(Target::Attribute(Reference { container, attribute, sub }))
}

/// Takes the longest URN of a schema of the type off the front. A URN holds dots (`2.0`), and one can
/// be the beginning of another, so that neither a dot nor the last colon tells where it ends.
fn split_urn<'n>(name: &'n str, of: &ResourceType) -> Option<(Container, Option<&'n str>)> {
    let core = std::iter::once((Container::Core, of.schema.id.as_str()));
    let extensions = of.extensions.iter().enumerate();
    let extensions =
        extensions.map(|(index, e)| (Container::Extension(index), e.schema.id.as_str()));
    core.chain(extensions)
        .filter_map(|(container, urn)| {
            let (prefix, rest) = name.split_at_checked(urn.len())?;
            let rest = if rest.is_empty() { None } else { Some(rest.strip_prefix(':')?) };
            prefix.eq_ignore_ascii_case(urn).then_some((urn.len(), container, rest))
        })
        .max_by_key(|(length, ..)| *length)
        .map(|(_, container, rest)| (container, rest))
}

/// `attribute` or `attribute.sub`; `offset` is where it starts within the whole name.
fn split_name(name: &str, offset: usize) -> Result<(&str, Option<&str>), Unresolved> {
    let malformed =
        |at: usize, problem: &str| Err(Unresolved::Malformed(Fault::new(offset + at, problem)));
    let Some((first, sub)) = name.split_once('.') else {
        return if name.is_empty() {
            malformed(0, "an attribute is missing here")
        } else {
            Ok((name, None))
        };
    };
    // The dots of a URN that is no schema of the type are nothing to complain of.
    if first.contains(':') {
        return Err(Unresolved::Unknown);
    }
    let after = first.len() + 1;
    if first.is_empty() {
        malformed(0, "an attribute is missing before the dot")
    } else if sub.is_empty() {
        malformed(after, "a sub-attribute is missing after the dot")
    } else if let Some(dot) = sub.find('.') {
        malformed(after + dot, "sub-attributes have no parts of their own")
    } else {
        Ok((first, Some(sub)))
    }
}
