//! The resource types, and short ways to say what a test does.

use std::sync::{Arc, LazyLock};

use scim::patch::{self, PatchError};
use scim::resource::ResourceError;
use scim::schema::{Extension, builtin};
use scim::{Limits, Resource, ResourceType, Schema, Tolerances, resource};
use serde_json::{Map, Value, json};

pub(crate) const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
pub(crate) const BADGE: &str = "urn:example:2.0:Badge";

/// A user with the enterprise extension, and one with an attribute of every rare kind.
pub(crate) fn user() -> &'static ResourceType {
    static USER: LazyLock<ResourceType> = LazyLock::new(|| ResourceType {
        name: "User".to_owned(),
        endpoint: "/Users".to_owned(),
        description: String::new(),
        schema: builtin::user(),
        extensions: vec![
            Extension { schema: builtin::enterprise_user(), required: false, unlisted: false },
            Extension { schema: Arc::new(badge()), required: false, unlisted: false },
        ],
    });
    &USER
}

pub(crate) fn group() -> &'static ResourceType {
    static GROUP: LazyLock<ResourceType> = LazyLock::new(|| ResourceType {
        name: "Group".to_owned(),
        endpoint: "/Groups".to_owned(),
        description: String::new(),
        schema: builtin::group(),
        extensions: Vec::new(),
    });
    &GROUP
}

fn badge() -> Schema {
    serde_json::from_value(json!({
        "id": BADGE,
        "name": "Badge",
        "attributes": [
            {"name": "number", "type": "integer", "mutability": "immutable"},
            {"name": "rate", "type": "decimal"},
            {"name": "issued", "type": "dateTime"},
            {"name": "picture", "type": "binary"},
            {"name": "tags", "type": "string", "multiValued": true},
            {"name": "doors", "type": "string", "multiValued": true, "mutability": "immutable"},
            {"name": "secret", "type": "string", "returned": "request"},
            {"name": "printed", "type": "dateTime", "mutability": "readOnly"},
            {"name": "devices", "type": "complex", "multiValued": true, "subAttributes": [
                {"name": "value", "type": "string"},
                {"name": "serial", "type": "string", "mutability": "readOnly"},
            ]},
            {"name": "office", "type": "complex", "subAttributes": [
                {"name": "city", "type": "string", "required": true},
                {"name": "country", "type": "string", "mutability": "immutable"},
                {"name": "floor", "type": "integer"},
            ]},
        ],
    }))
    .unwrap()
}

fn members(document: Value) -> Map<String, Value> {
    match document {
        Value::Object(members) => members,
        other => panic!("a document is an object, not {other}"),
    }
}

/// Reads a document, `schemas` put in where it has none.
pub(crate) fn read(
    of: &ResourceType,
    document: Value,
    tolerances: &Tolerances,
) -> Result<Value, ResourceError> {
    let mut document = members(document);
    document.entry("schemas").or_insert_with(|| json!([of.schema.id]));
    resource::read(document, of, tolerances).map(|read| Value::Object(read.into_map()))
}

/// A stored resource.
pub(crate) fn stored(document: Value) -> Resource {
    Resource::from_stored(members(document))
}

/// Applies operations to a resource whose id is `own-id`.
pub(crate) fn patch(
    of: &ResourceType,
    before: Value,
    operations: Value,
    tolerances: &Tolerances,
) -> Result<Value, PatchError> {
    let body = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": operations,
    });
    let steps = patch::read(members(body), "own-id", of, tolerances, &Limits::default())?;
    let after = patch::apply(&stored(before), &steps, of, tolerances)?;
    Ok(Value::Object(after.into_map()))
}

/// The same on a user, where both the letter of the RFC and every tolerance must agree.
pub(crate) fn patch_user(before: Value, operations: Value) -> Value {
    patched(user(), before, operations)
}

/// The same on a group.
pub(crate) fn patch_group(before: Value, operations: Value) -> Value {
    patched(group(), before, operations)
}

fn patched(of: &ResourceType, before: Value, operations: Value) -> Value {
    let mut strict = Tolerances::none();
    strict.pathless_patch = true;
    let by_the_letter = patch(of, before.clone(), operations.clone(), &strict).unwrap();
    assert_eq!(patch(of, before, operations, &Tolerances::all()), Ok(by_the_letter.clone()));
    by_the_letter
}
