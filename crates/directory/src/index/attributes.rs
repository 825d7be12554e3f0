//! The indexed attributes: those that identity providers match by.

use scim::compare::Key;
use scim::path::Reference;
use scim::schema::Container;
use scim::{Attribute, Resource, ResourceType};
use serde_json::Value;

use crate::model::Kind;
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
    extension: Option<&'static str>,
    attribute: &'static str,
    sub: Option<&'static str>,
}

const fn core(
    number: u16,
    kind: Kind,
    attribute: &'static str,
    sub: Option<&'static str>,
) -> Indexed {
    Indexed { number, kind, extension: None, attribute, sub }
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
    Indexed { extension: Some(ENTERPRISE), ..core(9, Kind::User, "department", None) },
    core(10, Kind::User, "organization", None),
    Indexed { extension: Some(ENTERPRISE), ..core(10, Kind::User, "organization", None) },
    core(32, Kind::Group, "displayName", None),
    core(33, Kind::Group, "externalId", None),
];

/// The number under which an attribute is indexed.
pub(crate) fn number_of(kind: Kind, of: &ResourceType, reference: &Reference<'_>) -> Option<u16> {
    let urn = of.container_urn(reference.container);
    INDEXED
        .iter()
        .find(|indexed| {
            indexed.kind == kind
                && indexed.extension == urn
                && indexed.attribute == reference.attribute.name
                && indexed.sub == reference.sub.map(|sub| sub.name.as_str())
        })
        .map(|indexed| indexed.number)
}

/// The name of an indexed attribute, for people.
pub(crate) fn attribute_name(kind: Kind, number: u16) -> Option<String> {
    let of_kind = |indexed: &&Indexed| indexed.kind == kind && indexed.number == number;
    let indexed = INDEXED.iter().find(of_kind)?;
    let sub = indexed.sub.map(|sub| format!(".{sub}")).unwrap_or_default();
    Some(format!("{}{sub}", indexed.attribute))
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

/// Every index entry of a resource, sorted, none twice.
pub fn entries(kind: Kind, of: &ResourceType, resource: &Resource) -> Vec<IndexEntry> {
    let mut entries = Vec::new();
    for indexed in INDEXED.iter().filter(|indexed| indexed.kind == kind) {
        let Some((attribute, value)) = held(indexed, of, resource) else { continue };
        let elements = match value {
            Value::Array(elements) => elements.as_slice(),
            single => std::slice::from_ref(single),
        };
        for element in elements {
            let leaf = match indexed.sub {
                None => Some((attribute, element)),
                Some(sub) => attribute.sub_attribute(sub).zip(element.get(sub)),
            };
            let key = leaf.and_then(|(definition, value)| key_of(definition, value));
            entries.extend(key.map(|value| IndexEntry { attribute: indexed.number, value }));
        }
    }
    entries.sort_unstable();
    entries.dedup();
    entries
}

fn held<'a>(
    indexed: &Indexed,
    of: &'a ResourceType,
    resource: &'a Resource,
) -> Option<(&'a Attribute, &'a Value)> {
    let (container, attribute) = match indexed.extension {
        None => (Container::Core, of.core_attribute(indexed.attribute)?),
        Some(urn) => {
            let (index, extension) = of.extension(urn)?;
            (Container::Extension(index), extension.schema.attribute(indexed.attribute)?)
        }
    };
    Some((attribute, resource.get(of, container, attribute)?))
}
