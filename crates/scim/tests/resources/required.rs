//! What a resource must hold.

use scim::resource::{ResourceError, check_required};
use scim::{ResourceType, ScimType};
use serde_json::{Value, json};

use crate::world::{BADGE, ENTERPRISE, group, stored, user};

fn missing(of: &ResourceType, document: Value) -> Option<String> {
    match check_required(&stored(document), of) {
        Ok(()) => None,
        Err(error @ ResourceError::Missing { .. }) => {
            assert_eq!(error.scim_type(), ScimType::InvalidValue);
            Some(error.to_string())
        }
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn a_user_needs_a_user_name_and_a_group_a_display_name() {
    assert_eq!(missing(user(), json!({"displayName": "B"})).unwrap(), "`userName` is required");
    assert_eq!(missing(group(), json!({})).unwrap(), "`displayName` is required");
    assert_eq!(missing(user(), json!({"userName": "b"})), None);
    assert_eq!(missing(group(), json!({"displayName": "G"})), None);
}

#[test]
fn a_required_part_is_required_of_a_value_that_is_there() {
    let document = json!({"userName": "b", BADGE: {"office": {"floor": 3}}});
    assert_eq!(missing(user(), document).unwrap(), format!("`{BADGE}:office.city` is required"));
    assert_eq!(missing(user(), json!({"userName": "b", BADGE: {"rate": 1}})), None);
}

#[test]
fn a_required_extension_must_be_there() {
    let mut strict = user().clone();
    strict.extensions[0].required = true;
    assert_eq!(
        missing(&strict, json!({"userName": "b"})).unwrap(),
        format!("`{ENTERPRISE}` is required")
    );
    assert_eq!(missing(&strict, json!({"userName": "b", ENTERPRISE: {"division": "x"}})), None);
}
