//! The indexed attributes: those that identity providers match by.

use scim::compare::Key;
use scim::{Attribute, Resource, ResourceType};
use serde_json::Value;

use super::Place;
use crate::model::Kind;
use crate::profile::Profile;
use crate::store::IndexEntry;

/// The most bytes of a comparison key that an index entry holds: enough to tell values apart,
/// bounded so that one long value can't bloat the index. A truncated key only narrows.
pub const MAX_KEY: usize = 200;

/// The number of a user's `emails.value`.
pub const EMAIL: u16 = 3;

const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

struct Indexed {
    number: u16,
    kind: Kind,
    place: Place<'static>,
}

const fn core(
    number: u16,
    kind: Kind,
    attribute: &'static str,
    sub: Option<&'static str>,
) -> Indexed {
    Indexed { number, kind, place: Place { extension: None, attribute, sub } }
}

const fn enterprise(number: u16, attribute: &'static str) -> Indexed {
    let place = Place { extension: Some(ENTERPRISE), attribute, sub: None };
    Indexed { number, kind: Kind::User, place }
}

/// Two lines may share a number where they are two views of one value.
const INDEXED: &[Indexed] = &[
    core(1, Kind::User, "userName", None),
    core(2, Kind::User, "externalId", None),
    core(EMAIL, Kind::User, "emails", Some("value")),
    core(4, Kind::User, "displayName", None),
    core(5, Kind::User, "name", Some("familyName")),
    core(6, Kind::User, "name", Some("givenName")),
    core(7, Kind::User, "active", None),
    core(8, Kind::User, "title", None),
    core(9, Kind::User, "department", None),
    enterprise(9, "department"),
    core(10, Kind::User, "organization", None),
    enterprise(10, "organization"),
    core(32, Kind::Group, "displayName", None),
    core(33, Kind::Group, "externalId", None),
];

/// The number under which an attribute is indexed in every directory.
pub(crate) fn number_of(kind: Kind, place: Place<'_>) -> Option<u16> {
    let of_kind = |indexed: &&Indexed| indexed.kind == kind && indexed.place == place;
    INDEXED.iter().find(of_kind).map(|indexed| indexed.number)
}

/// The attributes that are indexed in every directory, as far as its resources have them.
pub(crate) fn built_in(kind: Kind, of: &ResourceType) -> Vec<Place<'static>> {
    let places = INDEXED.iter().filter(|indexed| indexed.kind == kind).map(|indexed| indexed.place);
    places.filter(|place| place.definition(of).is_some()).collect()
}

/// The name of an indexed attribute, for people.
pub(crate) fn attribute_name(profile: &Profile, kind: Kind, number: u16) -> Option<String> {
    let of_kind = |indexed: &&Indexed| indexed.kind == kind && indexed.number == number;
    let built_in = INDEXED.iter().find(of_kind).map(|indexed| indexed.place);
    let custom = || {
        let indexes = &profile.customization.of(kind).indexes;
        indexes.iter().find(|index| index.number == number).map(|index| index.path.place())
    };
    Some(built_in.or_else(custom)?.to_string())
}

/// The comparison key of a value, cut to what an entry holds.
pub(super) fn key_of(attribute: &Attribute, value: &Value) -> Option<Vec<u8>> {
    let mut key = Key::of(attribute, value)?.into_bytes();
    key.truncate(MAX_KEY);
    Some(key)
}

/// The comparison key of an e-mail address.
pub fn email(user: &ResourceType, address: &str) -> Vec<u8> {
    let value = Value::from(address);
    let definition = user.core_attribute("emails").and_then(|emails| emails.sub_attribute("value"));
    definition.and_then(|definition| key_of(definition, &value)).unwrap_or_default()
}

/// Every index entry of a resource, sorted, none twice: of the attributes indexed in every directory,
/// and of those the organization has indexed itself.
pub fn entries(kind: Kind, profile: &Profile, resource: &Resource) -> Vec<IndexEntry> {
    let of = profile.resource_type(kind);
    let built_in = INDEXED.iter().filter(|indexed| indexed.kind == kind);
    let built_in = built_in.map(|indexed| (indexed.number, indexed.place));
    let mut entries = Vec::new();
    for (number, place) in built_in.chain(profile.customization.of(kind).written()) {
        let values = place.values(of, resource).into_iter();
        let keys = values.filter_map(|(definition, value)| key_of(definition, value));
        entries.extend(keys.map(|value| IndexEntry { attribute: number, value }));
    }
    entries.sort_unstable();
    entries.dedup();
    entries
}
