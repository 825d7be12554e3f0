//! What identity providers send beyond the letter of RFC 7643.

use scim::Tolerances;
use scim::resource::ResourceError;
use serde_json::{Value, json};

use crate::world::{ENTERPRISE, group, read, user};

fn leniently(document: Value) -> Value {
    read(user(), document, &Tolerances::all()).unwrap()
}

#[test]
fn entra_id_sends_booleans_as_strings() {
    let document = json!({
        "active": "True",
        "emails": [{"primary": "True", "type": "work", "value": "s@example.com"}],
        "roles": [{"primary": "FALSE", "value": "v1"}],
    });
    assert_eq!(
        leniently(document),
        json!({
            "active": true,
            "emails": [{"primary": true, "type": "work", "value": "s@example.com"}],
            "roles": [{"primary": false, "value": "v1"}],
        })
    );
    let refused = read(user(), json!({"active": "yes"}), &Tolerances::all());
    assert!(matches!(refused, Err(ResourceError::WrongType { .. })), "{refused:?}");
}

#[test]
fn two_primaries_as_strings_are_two_primaries() {
    let document =
        json!({"roles": [{"value": "a", "primary": "True"}, {"value": "b", "primary": true}]});
    assert_eq!(
        read(user(), document, &Tolerances::all()),
        Err(ResourceError::Primaries { path: "roles".to_owned(), count: 2 })
    );
}

#[test]
fn entra_id_sends_a_manager_as_a_string_or_in_an_array() {
    let managed = json!({ENTERPRISE: {"manager": {"value": "m"}}});
    assert_eq!(leniently(json!({ENTERPRISE: {"manager": "m"}})), managed);
    assert_eq!(leniently(json!({ENTERPRISE: {"manager": [{"value": "m"}]}})), managed);
    assert_eq!(leniently(json!({ENTERPRISE: {"manager": ""}, "title": []})), json!({}));
    let two = read(user(), json!({ENTERPRISE: {"manager": ["m", "n"]}}), &Tolerances::all());
    assert!(matches!(two, Err(ResourceError::WrongType { .. })), "{two:?}");
}

#[test]
fn a_string_for_a_complex_attribute_needs_one_with_a_value() {
    let refused = read(user(), json!({"name": "Babs"}), &Tolerances::all());
    let expected = "an object".to_owned();
    assert_eq!(refused, Err(ResourceError::WrongType { path: "name".to_owned(), expected }));
}

#[test]
fn onelogin_sends_a_single_object_for_an_array_and_null_for_an_id() {
    let document = json!({
        "schemas": ["urn:scim:schemas:core:1.0"],
        "id": null,
        "userName": "ol3",
        "emails": {"value": "ol3@example.com", "type": "work", "primary": true},
        "active": "true",
    });
    assert_eq!(
        leniently(document),
        json!({
            "userName": "ol3",
            "emails": [{"value": "ol3@example.com", "type": "work", "primary": true}],
            "active": true,
        })
    );
}

#[test]
fn members_may_be_bare_ids() {
    let members = json!({"displayName": "G", "members": [{"value": "a"}]});
    for sent in [
        json!("a"),
        json!(["a"]),
        json!({"value": "a"}),
        json!(["a", {"value": "a", "type": "User"}]),
    ] {
        let document = json!({"displayName": "G", "members": sent});
        let read = read(group(), document, &Tolerances::all()).unwrap();
        assert_eq!(read["members"].as_array().unwrap().len(), 1);
        assert_eq!(read["members"][0]["value"], members["members"][0]["value"]);
    }
}

#[test]
fn unknown_attributes_are_dropped_and_not_kept() {
    let document = json!({
        "userName": "b",
        "displayNmae": "typo",
        "roles": [{"value": "User", "displayName": "User"}],
        ENTERPRISE: {"rank": 1},
        "urn:ietf:params:scim:schemas:extension:enterprise:2.1:User": {"department": "x"},
        "urn:ietf:params:scim:schemas:core:2.0:User": {"title": "x"},
    });
    assert_eq!(leniently(document), json!({"userName": "b", "roles": [{"value": "User"}]}));
}

#[test]
fn schemas_may_be_missing_foreign_or_doubled_but_not_those_of_another_type() {
    for schemas in [
        json!([]),
        json!(null),
        json!("urn:ietf:params:scim:schemas:core:2.0:Group"),
        json!(["urn:scim:schemas:core:1.0"]),
        json!([
            "urn:ietf:params:scim:schemas:core:2.0:Group",
            "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group",
        ]),
    ] {
        let document = json!({"schemas": schemas, "displayName": "G"});
        assert_eq!(
            read(group(), document, &Tolerances::all()).unwrap(),
            json!({"displayName": "G"})
        );
    }
    let document =
        json!({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "displayName": "G"});
    assert!(matches!(
        read(group(), document, &Tolerances::all()),
        Err(ResourceError::Schemas { .. })
    ));
}
