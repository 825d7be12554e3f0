//! Resource types for tests: the RFC's own, and a user with an attribute of every type.

use std::sync::{Arc, LazyLock};

use serde_json::json;

use super::{Extension, ResourceType, Schema, builtin};

/// The URN of an extension that is also the beginning of another.
pub(crate) const BADGE: &str = "urn:example:badge:2.0";
/// The URN of the longer one.
pub(crate) const BADGE_USER: &str = "urn:example:badge:2.0:User";
/// The URN of the enterprise extension.
pub(crate) const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// A `User` with the enterprise extension and two of our own.
pub(crate) fn user() -> &'static ResourceType {
    static USER: LazyLock<ResourceType> = LazyLock::new(|| ResourceType {
        name: "User".into(),
        endpoint: "/Users".into(),
        description: "A person's account".into(),
        schema: builtin::user(),
        extensions: vec![
            extension(builtin::enterprise_user()),
            extension(badge()),
            extension(badge_user()),
        ],
    });
    &USER
}

/// A `Group` without extensions.
pub(crate) fn group() -> &'static ResourceType {
    static GROUP: LazyLock<ResourceType> = LazyLock::new(|| ResourceType {
        name: "Group".into(),
        endpoint: "/Groups".into(),
        description: "A set of users".into(),
        schema: builtin::group(),
        extensions: vec![],
    });
    &GROUP
}

fn extension(schema: Arc<Schema>) -> Extension {
    Extension { schema, required: false, unlisted: false }
}

fn badge() -> Arc<Schema> {
    schema(json!({"id": BADGE, "attributes": [
        {"name": "number", "type": "integer"},
        {"name": "height", "type": "decimal"},
        {"name": "issued", "type": "dateTime"},
        {"name": "key", "type": "binary"},
        {"name": "doors", "type": "string", "multiValued": true},
        {"name": "pins", "type": "string", "multiValued": true, "returned": "never"},
        {"name": "User", "type": "complex", "subAttributes": [{"name": "colour", "type": "string"}]},
    ]}))
}

fn badge_user() -> Arc<Schema> {
    schema(json!({"id": BADGE_USER, "attributes": [{"name": "colour", "type": "string"}]}))
}

fn schema(document: serde_json::Value) -> Arc<Schema> {
    Arc::new(serde_json::from_value(document).expect("a schema"))
}
