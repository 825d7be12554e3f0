//! Whether what must be unique is free, and how a conflict is told.

use scim::Resource;

use crate::caller::Caller;
use crate::error::Error;
use crate::index;
use crate::model::{Kind, ResourceId};
use crate::store::{Snapshot, UniqueKey};

/// Checks that none of the keys is held by another than `own`. The holder is told where it is in the
/// caller's own directory.
pub(crate) async fn check(
    read: &mut dyn Snapshot,
    caller: &Caller,
    kind: Kind,
    resource: &Resource,
    keys: &[UniqueKey],
    own: Option<ResourceId>,
) -> Result<(), Error> {
    for key in keys {
        let Some((directory, holder)) = read.holder(key).await? else { continue };
        if Some(holder) == own && directory == caller.directory.id {
            continue;
        }
        let (attribute, value) = wording(kind, key, resource);
        let holder = (directory == caller.directory.id).then_some(holder);
        return Err(Error::Taken { kind, attribute, value: value.to_owned(), holder });
    }
    Ok(())
}

fn wording<'r>(kind: Kind, key: &UniqueKey, resource: &'r Resource) -> (&'static str, &'r str) {
    match (kind, key.attribute) {
        (Kind::User, index::PRIMARY_EMAIL) => ("email", resource.primary("emails").unwrap_or("")),
        (Kind::User, _) => ("userName", resource.string("userName").unwrap_or("")),
        (Kind::Group, _) => ("displayName", resource.string("displayName").unwrap_or("")),
    }
}
