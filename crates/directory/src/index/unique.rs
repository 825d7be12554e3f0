//! What must be unique: a user's name, its primary e-mail, a group's name.

use scim::compare::Key;
use scim::{Resource, ResourceType};

use crate::model::Kind;
use crate::profile::Profile;
use crate::store::{UniqueKey, UniqueScope};

/// The number of `userName`.
const USER_NAME: u16 = 1;
/// The number of the value of the primary e-mail.
pub(crate) const PRIMARY_EMAIL: u16 = 2;
/// The number of a group's `displayName`.
const GROUP_NAME: u16 = 3;

/// Every unique key of a resource, sorted.
pub fn unique_keys(kind: Kind, profile: &Profile, resource: &Resource) -> Vec<UniqueKey> {
    let keys = match kind {
        Kind::User => [user_name(profile, resource), primary_email(profile, resource)],
        Kind::Group => [group_name(profile, resource), None],
    };
    keys.into_iter().flatten().collect()
}

/// The key of a user's name: unique in the directory, whatever the profile (RFC 7643 §4.1.1).
fn user_name(profile: &Profile, resource: &Resource) -> Option<UniqueKey> {
    let name = resource.string("userName")?;
    let value = key(&profile.user, "userName", None, name)?;
    Some(UniqueKey { scope: UniqueScope::Directory, attribute: USER_NAME, value })
}

/// The key of a user's primary e-mail, where the profile wants it unique.
fn primary_email(profile: &Profile, resource: &Resource) -> Option<UniqueKey> {
    let email = resource.primary("emails").filter(|_| profile.uniqueness.primary_email)?;
    let value = key(&profile.user, "emails", Some("value"), email)?;
    Some(UniqueKey { scope: UniqueScope::Directory, attribute: PRIMARY_EMAIL, value })
}

/// The key of a group's name, where the profile wants it unique.
fn group_name(profile: &Profile, resource: &Resource) -> Option<UniqueKey> {
    let scope = profile.uniqueness.group_name?;
    let name = resource.string("displayName")?;
    let value = key(&profile.group, "displayName", None, name)?;
    Some(UniqueKey { scope, attribute: GROUP_NAME, value })
}

fn key(of: &ResourceType, attribute: &str, sub: Option<&str>, text: &str) -> Option<Vec<u8>> {
    let attribute = of.core_attribute(attribute)?;
    let definition = match sub {
        None => attribute,
        Some(sub) => attribute.sub_attribute(sub)?,
    };
    Some(Key::of_text(definition, text)?.into_bytes())
}
