//! How large what is added may be. Every request pays for it, so it is bounded.

use scim::{Attribute, Schema};

use super::Refusal;

/// How many schemas may be added to one resource type.
pub(crate) const MAX_SCHEMAS: usize = 16;
/// How many indexes may be added to one resource type: each costs every write.
pub(crate) const MAX_INDEXES: usize = 32;
/// The largest schema document, in bytes.
pub(super) const MAX_BYTES: usize = 256 * 1024;
/// How deep a schema document may nest; a valid one needs seven levels.
pub(super) const MAX_DEPTH: usize = 16;
/// How many attributes a schema may have, and how many sub-attributes an attribute.
const MAX_ATTRIBUTES: usize = 128;
/// How long the name of an attribute or a schema may be, in characters.
const MAX_NAME: usize = 128;
/// How long a URN may be, in characters.
const MAX_URN: usize = 256;
/// How long a description or a canonical value may be, in characters.
const MAX_TEXT: usize = 2_048;
/// How many canonical values and reference types an attribute may list.
const MAX_VALUES: usize = 256;

/// Refuses more than `limit` of something.
pub(crate) fn check_count(
    what: impl FnOnce() -> String,
    count: usize,
    limit: usize,
) -> Result<(), Refusal> {
    if count <= limit {
        return Ok(());
    }
    Err(Refusal::TooMuch { what: what(), count, limit })
}

/// Refuses a schema that is too large in any direction.
pub(super) fn check_size(schema: &Schema) -> Result<(), Refusal> {
    check_length("id", &schema.id, MAX_URN)?;
    check_length("name", &schema.name, MAX_NAME)?;
    check_length("description", &schema.description, MAX_TEXT)?;
    check_attributes("", "attributes", &schema.attributes)
}

fn check_attributes(within: &str, list: &str, attributes: &[Attribute]) -> Result<(), Refusal> {
    check_count(|| format!("{within}{list}"), attributes.len(), MAX_ATTRIBUTES)?;
    for (index, attribute) in attributes.iter().enumerate() {
        let place = format!("{within}{list}[{index}].");
        check_length(&format!("{place}name"), &attribute.name, MAX_NAME)?;
        check_length(&format!("{place}description"), &attribute.description, MAX_TEXT)?;
        let lists = [
            ("canonicalValues", &attribute.canonical_values),
            ("referenceTypes", &attribute.reference_types),
        ];
        for (name, values) in lists {
            check_count(|| format!("{place}{name}"), values.len(), MAX_VALUES)?;
            values
                .iter()
                .try_for_each(|value| check_length(&format!("{place}{name}"), value, MAX_TEXT))?;
        }
        check_attributes(&place, "subAttributes", &attribute.sub_attributes)?;
    }
    Ok(())
}

fn check_length(place: &str, text: &str, limit: usize) -> Result<(), Refusal> {
    check_count(|| format!("{place} (in characters)"), text.chars().count(), limit)
}
