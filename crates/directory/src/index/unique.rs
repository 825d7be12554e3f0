//! What must be unique: a user's name, its primary e-mail, a group's name.

use scim::compare::Key;
use scim::{Resource, ResourceType};
use serde_json::Value;

use crate::customization::CustomUnique;
use crate::model::Kind;
use crate::profile::Profile;
use crate::store::{UniqueKey, UniqueScope};

/// The number of `userName`.
const USER_NAME: u16 = 1;
/// The number of the value of the primary e-mail.
pub(crate) const PRIMARY_EMAIL: u16 = 2;
/// The number of a group's `displayName`.
const GROUP_NAME: u16 = 3;

/// Every unique key of a resource, sorted, none twice.
pub fn unique_keys(kind: Kind, profile: &Profile, resource: &Resource) -> Vec<UniqueKey> {
    let keys = match kind {
        Kind::User => [user_name(profile, resource), primary_email(profile, resource)],
        Kind::Group => [group_name(profile, resource), None],
    };
    let mut keys: Vec<UniqueKey> = keys.into_iter().flatten().collect();
    keys.extend(custom(kind, profile, resource).map(|(_, _, key)| key));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The attribute, and the value in a resource, that a unique key of the organization's own is made from.
pub(crate) fn custom_unique(
    kind: Kind,
    profile: &Profile,
    key: &UniqueKey,
    resource: &Resource,
) -> Option<(String, String)> {
    let (unique, value, _) = custom(kind, profile, resource).find(|(_, _, held)| held == key)?;
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Some((unique.path.to_string(), text))
}

/// The unique keys of the attributes the organization has added, each with where it comes from.
fn custom<'r>(
    kind: Kind,
    profile: &'r Profile,
    resource: &'r Resource,
) -> impl Iterator<Item = (&'r CustomUnique, &'r Value, UniqueKey)> {
    let of = profile.resource_type(kind);
    profile.customization.of(kind).unique().flat_map(move |unique| {
        let values = unique.path.place().values(of, resource).into_iter();
        values.filter_map(move |(definition, value)| {
            let value_key = Key::of(definition, value)?.into_bytes();
            let attribute = unique.number;
            let key = UniqueKey { scope: UniqueScope::Directory, attribute, value: value_key };
            Some((unique, value, key))
        })
    })
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
