//! Sorting (RFC 7644 §3.4.2.3): by the primary or else the first value, what is unassigned last in
//! ascending order and first in descending, ties in the order of creation.

use std::cmp::Ordering;

use scim::compare::Key;
use scim::path::Reference;
use scim::{Resource, ResourceType, Tolerances};
use serde_json::Value;

use crate::error::Error;
use crate::store::Position;

/// How many bytes of a value's key decide its place.
const MAX_KEY: usize = 512;

/// The attribute a client sorts by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Order<'t> {
    by: Reference<'t>,
}

/// The place of a resource in an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The key of the value; none where it is unassigned.
    pub(super) key: Option<Vec<u8>>,
    /// Which kind it is of, where several are asked: users before groups.
    pub(super) rank: u8,
    /// Its place in the order of creation.
    pub(super) position: Position,
}

/// The `sortOrder` parameter: ascending unless it says otherwise.
pub(super) fn is_descending(order: Option<&str>) -> Result<bool, Error> {
    match order {
        None => Ok(false),
        Some(order) if order.eq_ignore_ascii_case("ascending") => Ok(false),
        Some(order) if order.eq_ignore_ascii_case("descending") => Ok(true),
        Some(order) => Err(Error::Invalid(format!(
            "sortOrder \"{order}\" is neither \"ascending\" nor \"descending\"."
        ))),
    }
}

impl<'t> Order<'t> {
    /// Reads `sortBy` for one resource type. A complex attribute sorts by its `value`.
    pub(super) fn parse(
        by: &str,
        of: &'t ResourceType,
        tolerances: &Tolerances,
    ) -> Result<Self, Error> {
        let refuse = |why: String| Error::Invalid(format!("sortBy: {why}"));
        let mut by = Reference::parse(by, of, tolerances).map_err(|e| refuse(e.to_string()))?;
        if by.leaf().is_complex() {
            let value = by.attribute.sub_attribute("value").filter(|_| by.sub.is_none());
            by.sub = Some(value.ok_or_else(|| {
                refuse(format!(
                    "`{}` has parts and no value of its own; name one of its parts.",
                    by.attribute.name
                ))
            })?);
        }
        if by.leaf().returned == scim::schema::Returned::Never {
            return Err(refuse(format!("`{}` is never returned.", by.leaf().name)));
        }
        Ok(Self { by })
    }

    /// Whether it is by this attribute, or a part of it.
    pub(super) fn is_by(&self, attribute: &str) -> bool {
        self.by.attribute.name == attribute
    }

    /// The key a resource is sorted by.
    pub(super) fn key(&self, of: &ResourceType, resource: &Resource) -> Option<Vec<u8>> {
        let held = resource.get(of, self.by.container, self.by.attribute)?;
        let element = match held {
            Value::Array(elements) => elements
                .iter()
                .find(|element| element.get("primary") == Some(&Value::Bool(true)))
                .or_else(|| elements.first())?,
            single => single,
        };
        let value = match self.by.sub {
            Some(sub) => element.get(&sub.name)?,
            None => element,
        };
        let mut key = Key::of(self.by.leaf(), value)?.into_bytes();
        key.truncate(MAX_KEY);
        Some(key)
    }
}

/// Which of two places comes first.
pub(super) fn compare(one: &Place, other: &Place, descending: bool) -> Ordering {
    let keys = match (&one.key, &other.key) {
        (Some(one), Some(other)) => one.cmp(other),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    };
    let keys = if descending { keys.reverse() } else { keys };
    keys.then(one.rank.cmp(&other.rank)).then(one.position.cmp(&other.position))
}
