//! A whole extension under PATCH.

use serde_json::{Map, Value};

use crate::schema::{Attribute, ResourceType};

/// Removes what a client may remove of an extension.
pub(super) fn remove(resource: &mut Map<String, Value>, of: &ResourceType, index: usize) {
    let Some(extension) = of.extensions.get(index) else { return };
    let urn = &extension.schema.id;
    if let Some(Value::Object(members)) = resource.get_mut(urn) {
        members.retain(|name, _| {
            extension.schema.attribute(name).is_some_and(Attribute::is_read_only)
        });
        if members.is_empty() {
            resource.shift_remove(urn);
        }
    }
}
