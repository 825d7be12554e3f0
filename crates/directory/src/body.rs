//! The stored body of a resource: `{"schemas":[…],"id":"…", …}` without what is computed.

use scim::{Resource, ResourceType};
use serde::Serialize;

use crate::error::Error;
use crate::model::ResourceId;
use crate::view::parse;

/// The body that is kept of a resource.
pub(crate) fn write(schemas: &[String], id: ResourceId, resource: &Resource) -> Vec<u8> {
    let mut body = Vec::with_capacity(1024);
    body.push(b'{');
    member(&mut body, "schemas", &schemas);
    member(&mut body, "id", &id);
    for (name, value) in resource.as_map() {
        member(&mut body, name, value);
    }
    body.push(b'}');
    body
}

/// Appends a member to an object that is not closed yet.
pub(crate) fn member<T: Serialize>(out: &mut Vec<u8>, name: &str, value: &T) {
    if out.last() != Some(&b'{') {
        out.push(b',');
    }
    // Writing to memory can't fail, and these types hold nothing JSON can't say.
    let _ = serde_json::to_writer(&mut *out, name);
    out.push(b':');
    let _ = serde_json::to_writer(&mut *out, value);
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
