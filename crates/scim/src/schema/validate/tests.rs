//! A custom schema is read leniently and checked strictly.

use serde_json::{Value, json};

use super::*;

fn schema(attributes: &Value) -> Schema {
    let document = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
        "id": "urn:example:2.0:Badge",
        "name": "Badge",
        "attributes": attributes,
        "meta": {"resourceType": "Schema"},
    });
    serde_json::from_value(document).expect("members that mean nothing here are ignored")
}

fn error(attributes: &Value) -> String {
    schema(attributes).validate().expect_err("the schema is wrong").to_string()
}

#[test]
fn a_custom_schema_needs_no_more_than_names_and_types() {
    let badge = schema(&json!([
        {"name": "number", "type": "integer"},
        {"name": "lent", "type": "complex", "multiValued": true, "subAttributes": [
            {"name": "$ref", "type": "reference"}, {"name": "until", "type": "dateTime"}]},
    ]));
    assert_eq!(badge.validate(), Ok(()));
    assert!(badge.attribute("LENT").is_some_and(|lent| lent.sub_attribute("UNTIL").is_some()));
}

#[test]
fn the_first_error_is_named_with_its_place() {
    assert_eq!(
        error(&json!([{"name": "badge number", "type": "string"}])),
        "schema `urn:example:2.0:Badge`: `badge number` is not an attribute name; \
         a name is a letter and then letters, digits, `-`, `_` or `$`"
    );
    assert_eq!(
        error(&json!([{"name": "number", "type": "string"}, {"name": "Number", "type": "string"}])),
        "schema `urn:example:2.0:Badge`: `Number` is defined twice (case does not tell names apart)"
    );
    assert_eq!(
        error(&json!([{"name": "a", "type": "complex", "subAttributes": [
            {"name": "b", "type": "complex", "subAttributes": [{"name": "c", "type": "string"}]}]}])),
        "schema `urn:example:2.0:Badge`: `a.b` is complex within a complex attribute; only one level is allowed"
    );
    assert_eq!(
        error(&json!([{"name": "a", "type": "complex"}])),
        "schema `urn:example:2.0:Badge`: `a` is complex and needs `subAttributes`"
    );
    assert_eq!(
        error(
            &json!([{"name": "a", "type": "string", "subAttributes": [{"name": "c", "type": "string"}]}])
        ),
        "schema `urn:example:2.0:Badge`: `a` has `subAttributes` and must be of type `complex`"
    );
    assert_eq!(
        error(&json!([{"name": "a", "type": "complex", "subAttributes": [
            {"name": "c", "type": "string"}, {"name": "C", "type": "string"}]}])),
        "schema `urn:example:2.0:Badge`: `a.C` is defined twice (case does not tell names apart)"
    );
}

#[test]
fn an_id_that_is_no_urn_is_refused() {
    for id in [
        "",
        "badge",
        "urn:",
        "urn:badge",
        "urn::badge",
        "urn:example:a b",
        "http://example.com/badge",
    ] {
        let schema = Schema { id: id.into(), ..schema(&json!([])) };
        assert_eq!(schema.validate(), Err(SchemaError::NotAUrn { id: id.into() }));
    }
}
