//! A client's value held against the definition of its attribute: the one place where names become
//! canonical, types are checked, and what clients are known to send otherwise is put right. POST, PUT
//! and PATCH all read values here.

use serde_json::{Map, Value};

use super::place::Place;
use super::{ResourceError, elements, scalar};
use crate::Tolerances;
use crate::excerpt::excerpt;
use crate::schema::{Attribute, ResourceType};

/// Reads values for the attributes of one resource type. `Value::Null` is the answer for what is
/// unassigned (RFC 7643 §2.5).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Coercion<'a> {
    pub(crate) of: &'a ResourceType,
    pub(crate) tolerances: &'a Tolerances,
}

impl Coercion<'_> {
    /// The whole value of an attribute or sub-attribute: an array for a multi-valued one. Nothing in
    /// it is null or empty.
    pub(crate) fn value(
        &self,
        place: Place<'_>,
        attribute: &Attribute,
        value: Value,
    ) -> Result<Value, ResourceError> {
        if attribute.multi_valued {
            return self.array(place, attribute, value);
        }
        match self.single(value) {
            Value::Array(_) => Err(wrong(place, format!("{}, not an array", expected(attribute)))),
            value => self.element(place, attribute, value),
        }
    }

    /// One value, or one element of a multi-valued attribute, that a PATCH is to merge: the parts of a
    /// complex one that are unassigned are kept as null, since they unassign.
    pub(crate) fn one(
        &self,
        place: Place<'_>,
        attribute: &Attribute,
        value: Value,
    ) -> Result<Value, ResourceError> {
        let value = self.single(value);
        if attribute.is_complex() {
            self.merged(place, attribute, value)
        } else {
            self.element(place, attribute, value)
        }
    }

    fn merged(
        &self,
        place: Place<'_>,
        attribute: &Attribute,
        value: Value,
    ) -> Result<Value, ResourceError> {
        match value {
            Value::Null => Ok(Value::Null),
            Value::Object(members) => self.members(place, attribute, members).map(Value::Object),
            Value::String(text) if self.tolerances.string_for_complex => self
                .string_for_complex(attribute, text)
                .ok_or_else(|| wrong(place, expected(attribute).to_owned())),
            _ => Err(wrong(place, expected(attribute).to_owned())),
        }
    }

    fn array(
        &self,
        place: Place<'_>,
        attribute: &Attribute,
        value: Value,
    ) -> Result<Value, ResourceError> {
        let values = match value {
            Value::Null => return Ok(Value::Null),
            Value::Array(values) => values,
            value if self.tolerances.single_for_array => vec![value],
            _ => return Err(no_array(place, attribute)),
        };
        let mut read = Vec::with_capacity(values.len());
        for value in values {
            let element = self.element(place, attribute, value).map_err(|error| match error {
                // The attribute itself is an array, whatever one element should have been.
                ResourceError::WrongType { path, .. } if path == place.to_string() => {
                    no_array(place, attribute)
                }
                error => error,
            })?;
            if !element.is_null() && !elements::is_placeholder(attribute, &element) {
                read.push(element);
            }
        }
        elements::refuse_contradictions(place, attribute, &read)?;
        elements::merge_duplicates(attribute, &mut read);
        elements::check_primaries(place, &read)?;
        Ok(if read.is_empty() { Value::Null } else { Value::Array(read) })
    }

    fn element(
        &self,
        place: Place<'_>,
        attribute: &Attribute,
        value: Value,
    ) -> Result<Value, ResourceError> {
        if !attribute.is_complex() {
            return scalar::read(attribute, value, self.tolerances)
                .map_err(|_| wrong(place, expected(attribute).to_owned()));
        }
        let Value::Object(mut parts) = self.merged(place, attribute, value)? else {
            return Ok(Value::Null);
        };
        parts.retain(|_, part| !part.is_null());
        Ok(if parts.is_empty() { Value::Null } else { Value::Object(parts) })
    }

    fn members(
        &self,
        place: Place<'_>,
        attribute: &Attribute,
        members: Map<String, Value>,
    ) -> Result<Map<String, Value>, ResourceError> {
        let mut read = Map::new();
        for (name, value) in members {
            match attribute.sub_attribute(&name) {
                Some(sub) if sub.is_read_only() => {}
                Some(sub) => {
                    let value = self.value(place.within(&sub.name), sub, value)?;
                    read.insert(sub.name.clone(), value);
                }
                None => self.unknown(&place.within(&name))?,
            }
        }
        Ok(read)
    }

    /// What to do about a name no schema defines.
    pub(crate) fn unknown(&self, path: &dyn std::fmt::Display) -> Result<(), ResourceError> {
        if self.tolerances.unknown_attributes {
            return Ok(());
        }
        let resource_type = self.of.name.clone();
        Err(ResourceError::UnknownAttribute { path: excerpt(&path.to_string()), resource_type })
    }

    /// The value itself, out of the array of one that some clients wrap it in.
    fn single(&self, value: Value) -> Value {
        match value {
            Value::Array(values) if values.is_empty() => Value::Null,
            Value::Array(mut values) if self.tolerances.single_for_array && values.len() == 1 => {
                values.pop().unwrap_or_default()
            }
            value => value,
        }
    }

    fn string_for_complex(&self, attribute: &Attribute, text: String) -> Option<Value> {
        if text.is_empty() {
            return Some(Value::Null);
        }
        let value = attribute.sub_attribute("value")?;
        let read = scalar::read(value, Value::String(text), self.tolerances).ok()?;
        Some(Value::Object(Map::from_iter([(value.name.clone(), read)])))
    }
}

fn expected(attribute: &Attribute) -> &'static str {
    scalar::expected(attribute.kind)
}

fn no_array(place: Place<'_>, attribute: &Attribute) -> ResourceError {
    wrong(place, format!("an array; each element {}", expected(attribute)))
}

fn wrong(place: Place<'_>, expected: String) -> ResourceError {
    ResourceError::WrongType { path: place.to_string(), expected }
}
