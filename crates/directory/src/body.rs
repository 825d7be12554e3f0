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

/// The `schemas` of a resource of this type: the URNs of what it holds, after a fixed list where there is one.
pub(crate) fn schemas(
    fixed: Option<&'static [&'static str]>,
    of: &ResourceType,
    resource: &Resource,
) -> Vec<String> {
    match fixed {
        Some(fixed) => {
            let mut urns: Vec<String> = fixed.iter().map(|&urn| urn.to_owned()).collect();
            let held = resource.schemas(of).into_iter();
            urns.extend(held.filter(|urn| !fixed.contains(&urn.as_str())));
            urns
        }
        None => resource.schemas(of),
    }
}

/// Whether a name is one that people can see and tell apart: something other than white space, and no
/// control character.
pub(crate) fn is_visible(name: &str) -> bool {
    !name.trim().is_empty() && !name.chars().any(char::is_control)
}
