//! Whether what must be unique is free, and how a conflict is told.

use std::borrow::Cow;

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
        let (attribute, value) = wording(caller, kind, key, resource);
        let holder = (directory == caller.directory.id).then_some(holder);
        return Err(Error::Taken { kind, attribute, value, holder });
    }
    Ok(())
}

/// The attribute a key is of and the value it is made from, as messages name them.
fn wording(
    caller: &Caller,
    kind: Kind,
    key: &UniqueKey,
    resource: &Resource,
) -> (Cow<'static, str>, String) {
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    if let Some((path, value)) = index::custom_unique(kind, &caller.profile, key, resource) {
        return (path.into(), value);
    }
    match (kind, key.attribute) {
        (Kind::User, index::PRIMARY_EMAIL) => ("email".into(), text(resource.primary("emails"))),
        (Kind::User, _) => ("userName".into(), text(resource.string("userName"))),
        (Kind::Group, _) => ("displayName".into(), text(resource.string("displayName"))),
    }
}
