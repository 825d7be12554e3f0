//! The stored body of a resource: `{"schemas":[…],"id":"…", …}` without what is computed.

use scim::{Resource, ResourceType};
use serde_json::{Map, Value};

use crate::error::Error;
use crate::model::ResourceId;
use crate::view::parse;

/// The body that is kept of a resource.
pub(crate) fn write(schemas: Vec<String>, id: ResourceId, resource: &Resource) -> Vec<u8> {
    let mut body = Map::with_capacity(resource.as_map().len() + 2);
    body.insert("schemas".to_owned(), schemas.into());
    body.insert("id".to_owned(), id.to_string().into());
    body.extend(resource.as_map().iter().map(|(name, value)| (name.clone(), value.clone())));
    Value::Object(body).to_string().into_bytes()
}

/// The resource of a stored body, less the members that [`write()`] puts there.
pub(crate) fn read(body: &[u8]) -> Result<Resource, Error> {
    let mut members = parse(body)?;
    members.shift_remove("schemas");
    members.shift_remove("id");
    Ok(Resource::from_stored(members))
}

/// The `schemas` of a resource of this type: a fixed list, or the URNs of what it holds.
pub(crate) fn schemas(
    fixed: Option<&'static [&'static str]>,
    of: &ResourceType,
    resource: &Resource,
) -> Vec<String> {
    match fixed {
        Some(urns) => urns.iter().map(|&urn| urn.to_owned()).collect(),
        None => resource.schemas(of),
    }
}
