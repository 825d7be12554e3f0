//! A whole document, as POST and PUT send it (RFC 7644 §3.3, §3.5.1).

use serde_json::{Map, Value};

use super::coerce::Coercion;
use super::place::Place;
use super::{Resource, ResourceError, scalar, schemas};
use crate::Tolerances;
use crate::schema::{Attribute, AttributeType, Container, Extension, Mutability, ResourceType};

/// Reads a client's document (POST or PUT body): names made canonical, types checked (and coerced
/// where tolerated), read-only and unassigned values dropped, unknown ones dropped or refused,
/// primaries counted. Required attributes are checked by [`check_required`], which a PATCH needs too.
/// `schemas` is checked and left out: the service writes it. A `password` is checked and left out:
/// nothing here keeps one.
///
/// [`check_required`]: super::check_required
pub fn read(
    document: Map<String, Value>,
    of: &ResourceType,
    tolerances: &Tolerances,
) -> Result<Resource, ResourceError> {
    let schemas = document.iter().find(|(name, _)| is_schemas(name)).map(|(_, value)| value);
    schemas::check(schemas, of, tolerances)?;
    let coercion = Coercion { of, tolerances };
    let mut resource = Map::new();
    for (name, value) in document {
        if is_schemas(&name) {
            continue;
        }
        if let Some(attribute) = of.core_attribute(&name) {
            read_attribute(coercion, Container::Core, attribute, value, &mut resource)?;
        } else if let Some((index, extension)) = of.extension(&name) {
            read_extension(coercion, index, extension, value, &mut resource)?;
        } else {
            coercion.unknown(&name)?;
        }
    }
    Ok(Resource::from_stored(resource))
}

fn is_schemas(name: &str) -> bool {
    name.eq_ignore_ascii_case("schemas")
}

fn read_attribute(
    coercion: Coercion<'_>,
    container: Container,
    attribute: &Attribute,
    value: Value,
    into: &mut Map<String, Value>,
) -> Result<(), ResourceError> {
    if attribute.is_read_only() {
        return Ok(());
    }
    let value = coercion.value(Place::new(coercion.of, container, attribute), attribute, value)?;
    if !value.is_null() && attribute.mutability != Mutability::WriteOnly {
        into.insert(attribute.name.clone(), value);
    }
    Ok(())
}

fn read_extension(
    coercion: Coercion<'_>,
    index: usize,
    extension: &Extension,
    value: Value,
    into: &mut Map<String, Value>,
) -> Result<(), ResourceError> {
    let urn = &extension.schema.id;
    let members = match value {
        Value::Null => return Ok(()),
        Value::Object(members) => members,
        _ => {
            let expected = scalar::expected(AttributeType::Complex).to_owned();
            return Err(ResourceError::WrongType { path: urn.clone(), expected });
        }
    };
    let mut read = Map::new();
    for (name, value) in members {
        match extension.schema.attribute(&name) {
            Some(attribute) => {
                let container = Container::Extension(index);
                read_attribute(coercion, container, attribute, value, &mut read)?;
            }
            None => coercion.unknown(&format_args!("{urn}:{name}"))?,
        }
    }
    if !read.is_empty() {
        into.insert(urn.clone(), Value::Object(read));
    }
    Ok(())
}
