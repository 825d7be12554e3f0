//! The visitor that builds a value and refuses what is too deep or named twice.

use std::cell::Cell;
use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::JsonError;
use crate::excerpt::excerpt;

/// Where the visitor leaves its own reason, since serde's error carries only text.
pub(super) type Refusal = Cell<Option<JsonError>>;

/// Reads one value with so many levels of nesting left.
#[derive(Clone, Copy)]
pub(super) struct Seed<'r> {
    left: usize,
    limit: usize,
    refusal: &'r Refusal,
}

impl<'r> Seed<'r> {
    pub(super) fn new(limit: usize, refusal: &'r Refusal) -> Self {
        Self { left: limit, limit, refusal }
    }

    fn refuse<E: Error>(self, reason: JsonError) -> E {
        let error = E::custom(&reason);
        self.refusal.set(Some(reason));
        error
    }

    fn deeper<E: Error>(self) -> Result<Self, E> {
        match self.left.checked_sub(1) {
            Some(left) => Ok(Self { left, ..self }),
            None => Err(self.refuse(JsonError::TooDeep { limit: self.limit })),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut array = Vec::new();
        while let Some(element) = elements.next_element_seed(inner)? {
            array.push(element);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut object = Map::new();
        let mut folded = HashSet::new();
        while let Some(name) = members.next_key::<String>()? {
            if is_named(&object, &mut folded, &name) {
                return Err(self.refuse(JsonError::DuplicateKey { name: excerpt(&name) }));
            }
            object.insert(name, members.next_value_seed(inner)?);
        }
        Ok(Value::Object(object))
    }
}

/// Up to how many names of an object are compared one by one. What a client sends has few.
const FEW: usize = 16;

/// Whether an object has a member of that name in any case. Of an object of many, `folded` holds the names in lower case.
fn is_named(object: &Map<String, Value>, folded: &mut HashSet<String>, name: &str) -> bool {
    if object.len() < FEW {
        return object.keys().any(|known| known.eq_ignore_ascii_case(name));
    }
    if folded.is_empty() {
        folded.extend(object.keys().map(|known| known.to_ascii_lowercase()));
    }
    !folded.insert(name.to_ascii_lowercase())
}
