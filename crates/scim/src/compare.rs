//! When two values are the same, and which comes first (RFC 7643 §2.3, §7 `caseExact`; RFC 7644 §5).

use serde_json::Value;

use crate::Attribute;

/// The key under which a value of this attribute is compared: case-folded unless the attribute is
/// case-exact, `userName` prepared by PRECIS (RFC 8265 `UsernameCaseMapped`, and where a name is
/// outside that profile, NFC and lower case), dates as instants, numbers by value. Two values are equal exactly
/// if their keys are; keys of one attribute order as its values do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(Vec<u8>);

impl Key {
    /// The key of a value, or `None` for one that is unassigned, complex, or of the wrong type.
    pub fn of(attribute: &Attribute, value: &Value) -> Option<Self> {
        let _ = (attribute, value);
        todo!()
    }

    /// The bytes, for an index.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes, for an index.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}
