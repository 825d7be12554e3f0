//! A group that shall be: what every way of writing one has in common.

use scim::resource::{ResourceError, check_required};
use scim::{Resource, resource};
use serde_json::{Map, Value};

use super::members::{MEMBERS, Members, Naming};
use crate::body;
use crate::caller::Caller;
use crate::error::Error;
use crate::model::ResourceId;
use crate::profile::Profile;

/// Reads the group of a POST or PUT, and apart from it the members it names.
pub(super) fn read<'c>(
    caller: &'c Caller,
    document: Map<String, Value>,
    limits: &scim::Limits,
) -> Result<(Resource, Members, Naming<'c>), Error> {
    let profile = &*caller.profile;
    let mut group = resource::read(document, &profile.group, &profile.tolerances)?;
    let members = group.as_map_mut().shift_remove(MEMBERS);
    check(profile, &group)?;
    let naming = Naming::new(caller, limits);
    let members = Members::exactly(members.as_ref(), naming)?;
    Ok((group, members, naming))
}

/// Checks a group that a client described.
pub(super) fn check(profile: &Profile, group: &Resource) -> Result<(), Error> {
    check_required(group, &profile.group)?;
    let name = group.string("displayName").unwrap_or_default();
    if !body::is_visible(name) {
        return Err(ResourceError::Missing { path: "displayName".to_owned() }.into());
    }
    let folded = name.trim().to_lowercase();
    if profile.uniqueness.reserved_group_names.contains(&folded.as_str()) {
        return Err(Error::ReservedName { name: name.to_owned() });
    }
    Ok(())
}

/// The body a group is kept in.
pub(super) fn body_of(profile: &Profile, id: ResourceId, group: &Resource) -> Vec<u8> {
    body::write(&body::schemas(None, &profile.group, group), id, group)
}

/// What others show of a group.
pub(super) fn name_of(group: &Resource) -> String {
    group.string("displayName").unwrap_or_default().to_owned()
}
