//! What a resource must hold (RFC 7643 §2.2, §6).

use serde_json::{Map, Value};

use super::place::Place;
use super::{Resource, ResourceError};
use crate::schema::{Attribute, Container, Mutability, ResourceType};

/// Checks that every required attribute, sub-attribute of a present value and extension is there. Read-only ones are
/// the service's own business, and write-only ones are never kept.
pub fn check_required(resource: &Resource, of: &ResourceType) -> Result<(), ResourceError> {
    check_container(of, Container::Core, &of.schema.attributes, resource.as_map())?;
    for (index, extension) in of.extensions.iter().enumerate() {
        let urn = &extension.schema.id;
        match resource.as_map().get(urn) {
            Some(Value::Object(held)) => {
                check_container(
                    of,
                    Container::Extension(index),
                    &extension.schema.attributes,
                    held,
                )?;
            }
            _ if extension.required => return Err(ResourceError::Missing { path: urn.clone() }),
            _ => {}
        }
    }
    Ok(())
}

fn check_container(
    of: &ResourceType,
    container: Container,
    attributes: &[Attribute],
    held: &Map<String, Value>,
) -> Result<(), ResourceError> {
    for attribute in attributes {
        let place = Place::new(of, container, attribute);
        match held.get(&attribute.name) {
            None if must_be_there(attribute) => return Err(missing(place)),
            None => {}
            Some(Value::Array(elements)) => {
                elements.iter().try_for_each(|element| check_parts(place, attribute, element))?;
            }
            Some(value) => check_parts(place, attribute, value)?,
        }
    }
    Ok(())
}

fn check_parts(
    place: Place<'_>,
    attribute: &Attribute,
    value: &Value,
) -> Result<(), ResourceError> {
    let required = attribute.sub_attributes.iter().filter(|sub| must_be_there(sub));
    match required.into_iter().find(|sub| value.get(&sub.name).is_none()) {
        Some(sub) => Err(missing(place.within(&sub.name))),
        None => Ok(()),
    }
}

fn must_be_there(attribute: &Attribute) -> bool {
    attribute.required
        && !matches!(attribute.mutability, Mutability::ReadOnly | Mutability::WriteOnly)
}

fn missing(place: Place<'_>) -> ResourceError {
    ResourceError::Missing { path: place.to_string() }
}
