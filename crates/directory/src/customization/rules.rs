//! What a schema of the organization's own must keep to, beyond what makes a schema one.

use scim::schema::Mutability;
use scim::{Attribute, ResourceType, Schema};

use super::{Refusal, bounds, uniqueness, urn};

/// Checks a schema that shall extend one of the types, and names the first thing that is wrong.
pub(crate) fn check(schema: &Schema, types: [&ResourceType; 2]) -> Result<(), Refusal> {
    bounds::check_size(schema)?;
    schema.validate()?;
    urn::check(&schema.id, types)?;
    if schema.attributes.is_empty() {
        return Err(Refusal::Document {
            place: "attributes".to_owned(),
            problem: "a schema without attributes extends nothing".to_owned(),
        });
    }
    for (index, attribute) in schema.attributes.iter().enumerate() {
        let place = format!("attributes[{index}]");
        check_attribute(&place, attribute)?;
        for (index, sub) in attribute.sub_attributes.iter().enumerate() {
            check_attribute(&format!("{place}.subAttributes[{index}]"), sub)?;
        }
    }
    Ok(())
}

fn check_attribute(place: &str, attribute: &Attribute) -> Result<(), Refusal> {
    // What is write-only is checked and not kept, as a password is: of an organization's own attribute
    // that would be a loss nobody is told of.
    if attribute.mutability == Mutability::WriteOnly {
        return Err(Refusal::Document {
            place: format!("{place}.mutability"),
            problem: "a `writeOnly` value would be accepted and lost; say `readWrite`, and `returned: never`"
                .to_owned(),
        });
    }
    if attribute.mutability == Mutability::ReadOnly && attribute.required {
        return Err(Refusal::Document {
            place: format!("{place}.required"),
            problem: "a `readOnly` attribute is nobody's to give, so that it can't be required"
                .to_owned(),
        });
    }
    uniqueness::check(place, attribute)
}
