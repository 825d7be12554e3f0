//! What must stay as it is (RFC 7643 §7 `immutable`, RFC 7644 §3.5.1).

use super::identity::same;
use super::place::Place;
use super::{Resource, ResourceError};
use crate::schema::{Attribute, Container, ResourceType};

/// Checks that `after` changes no immutable attribute that `before` has (RFC 7644 §3.5.1). Values are
/// compared by their case rule, multi-valued ones as sets. To leave one out is to change it.
///
/// The elements of a multi-valued attribute may come and go whole, whatever their sub-attributes.
pub fn check_immutable(
    before: &Resource,
    after: &Resource,
    of: &ResourceType,
) -> Result<(), ResourceError> {
    let core = of.schema.attributes.iter().map(|attribute| (Container::Core, attribute));
    let extended = of.extensions.iter().enumerate().flat_map(|(index, extension)| {
        let attributes = extension.schema.attributes.iter();
        attributes.map(move |attribute| (Container::Extension(index), attribute))
    });
    core.chain(extended).try_for_each(|(container, attribute)| {
        check_attribute(before, after, of, container, attribute)
    })
}

fn check_attribute(
    before: &Resource,
    after: &Resource,
    of: &ResourceType,
    container: Container,
    attribute: &Attribute,
) -> Result<(), ResourceError> {
    let place = Place::new(of, container, attribute);
    let Some(old) = before.get(of, container, attribute) else { return Ok(()) };
    let new = after.get(of, container, attribute);
    if attribute.is_immutable() && !new.is_some_and(|new| same(attribute, old, new)) {
        return Err(changed(place));
    }
    if attribute.multi_valued {
        return Ok(());
    }
    for sub in attribute.sub_attributes.iter().filter(|sub| sub.is_immutable()) {
        let Some(old) = old.get(&sub.name) else { continue };
        let kept = new.and_then(|new| new.get(&sub.name)).is_some_and(|new| same(sub, old, new));
        if !kept {
            return Err(changed(place.within(&sub.name)));
        }
    }
    Ok(())
}

fn changed(place: Place<'_>) -> ResourceError {
    ResourceError::Immutable { path: place.to_string() }
}
