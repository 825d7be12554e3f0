//! Which attributes of a schema must be unique, and whether that can be promised.

use scim::schema::{AttributeType, Uniqueness};
use scim::{Attribute, Schema};

use super::{AttributePath, Refusal};

/// The attributes of a schema whose uniqueness is the directory's.
pub(crate) fn unique_paths(schema: &Schema) -> Vec<AttributePath> {
    let path = |attribute: &Attribute, sub: Option<&Attribute>| AttributePath {
        extension: Some(schema.id.clone()),
        attribute: attribute.name.clone(),
        sub: sub.map(|sub| sub.name.clone()),
    };
    let mut paths = Vec::new();
    for attribute in &schema.attributes {
        let own = (attribute.uniqueness == Uniqueness::Server).then(|| path(attribute, None));
        paths.extend(own);
        let subs = attribute.sub_attributes.iter();
        let subs = subs.filter(|sub| sub.uniqueness == Uniqueness::Server);
        paths.extend(subs.map(|sub| path(attribute, Some(sub))));
    }
    paths
}

/// Refuses a promise of uniqueness that can't be kept.
pub(super) fn check(place: &str, attribute: &Attribute) -> Result<(), Refusal> {
    let refuse = |problem: &str| {
        let place = format!("{place}.uniqueness");
        Err(Refusal::Document { place, problem: problem.to_owned() })
    };
    match (attribute.uniqueness, attribute.kind) {
        (Uniqueness::Global, _) => refuse(
            "`global` reaches beyond the directory, where nothing can be compared; say `server`",
        ),
        (Uniqueness::Server, AttributeType::Complex) => {
            refuse("a complex attribute is not compared as a whole; say it of a sub-attribute")
        }
        (Uniqueness::Server, AttributeType::Boolean) => {
            refuse("of a boolean there are two values, so that two resources could have one")
        }
        (Uniqueness::None | Uniqueness::Server, _) => Ok(()),
    }
}
