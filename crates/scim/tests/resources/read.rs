//! A document held against its schema, to the letter of RFC 7643.

use scim::resource::ResourceError;
use scim::{ScimType, Tolerances};
use serde_json::{Value, json};

use crate::world::{BADGE, ENTERPRISE, group, read, user};

fn strictly(document: Value) -> Result<Value, ResourceError> {
    read(user(), document, &Tolerances::none())
}

fn wrong_type(path: &str, document: Value) -> String {
    match strictly(document) {
        Err(ResourceError::WrongType { path: refused, expected }) => {
            assert_eq!(refused, path);
            expected
        }
        other => panic!("expected a wrong type of {path}, got {other:?}"),
    }
}

#[test]
fn names_in_any_case_become_canonical() {
    let document = json!({
        "USERNAME": "bjensen",
        "Emails": [{"VALUE": "b@example.com", "Type": "work"}],
        "name": {"FAMILYNAME": "Jensen"},
        ENTERPRISE.to_uppercase(): {"Department": "Tours", "MANAGER": {"$REF": "../Users/2", "Value": "2"}},
    });
    assert_eq!(
        strictly(document).unwrap(),
        json!({
            "userName": "bjensen",
            "emails": [{"value": "b@example.com", "type": "work"}],
            "name": {"familyName": "Jensen"},
            ENTERPRISE: {"department": "Tours", "manager": {"$ref": "../Users/2", "value": "2"}},
        })
    );
}

#[test]
fn what_is_null_empty_or_without_content_is_unassigned() {
    let document = json!({
        "userName": "bjensen",
        "externalId": "",
        "title": "",
        "nickName": null,
        "name": {"givenName": null, "familyName": ""},
        "emails": [],
        "phoneNumbers": [{"value": "", "type": "work"}, {"value": null, "type": "home", "primary": true}],
        "addresses": [{}],
        "photos": [null],
        ENTERPRISE: {"department": "", "manager": {}},
        BADGE: {"tags": ["", null], "issued": ""},
    });
    assert_eq!(strictly(document).unwrap(), json!({"userName": "bjensen"}));
}

#[test]
fn false_and_zero_are_values() {
    let document = json!({"active": false, BADGE: {"number": 0, "rate": 0}});
    assert_eq!(strictly(document.clone()).unwrap(), document);
}

#[test]
fn an_element_with_more_than_a_template_is_kept_without_its_value() {
    let document = json!({
        "addresses": [{"type": "work"}],
        "photos": [{"type": "photo"}],
    });
    assert_eq!(strictly(document).unwrap(), json!({"addresses": [{"type": "work"}]}));
    let members = json!({"displayName": "G", "members": [{"$ref": "../Users/1"}]});
    assert_eq!(read(group(), members.clone(), &Tolerances::none()).unwrap(), members);
}

#[test]
fn what_the_server_alone_sets_is_dropped_whatever_it_is() {
    let document = json!({
        "id": 5,
        "meta": "yesterday",
        "groups": [{"value": "g"}],
        "userName": "bjensen",
        ENTERPRISE: {"manager": {"value": "2", "displayName": "Boss"}},
        BADGE: {"printed": "never"},
    });
    assert_eq!(
        strictly(document).unwrap(),
        json!({"userName": "bjensen", ENTERPRISE: {"manager": {"value": "2"}}})
    );
}

#[test]
fn a_password_is_checked_and_never_kept() {
    assert_eq!(
        strictly(json!({"userName": "b", "password": "1mz050nq"})).unwrap(),
        json!({"userName": "b"})
    );
    assert_eq!(wrong_type("password", json!({"password": 5})), "a string");
}

#[test]
fn every_type_is_what_json_says() {
    assert_eq!(wrong_type("userName", json!({"userName": 5})), "a string");
    assert_eq!(wrong_type("active", json!({"active": "True"})), "a boolean (true or false)");
    assert_eq!(wrong_type("active", json!({"active": ""})), "a boolean (true or false)");
    assert_eq!(wrong_type("active", json!({"active": 1})), "a boolean (true or false)");
    assert_eq!(wrong_type("name", json!({"name": "Babs"})), "an object");
    assert_eq!(
        wrong_type("name", json!({"name": [{"givenName": "B"}]})),
        "an object, not an array"
    );
    assert_eq!(wrong_type("userName", json!({"userName": ["b"]})), "a string, not an array");
    assert_eq!(
        wrong_type("emails", json!({"emails": {"value": "b"}})),
        "an array; each element an object"
    );
    assert_eq!(
        wrong_type("emails", json!({"emails": ["b@example.com"]})),
        "an array; each element an object"
    );
    assert_eq!(wrong_type("emails.value", json!({"emails": [{"value": true}]})), "a string");
    assert_eq!(
        wrong_type(&format!("{ENTERPRISE}:manager"), json!({ENTERPRISE: {"manager": "2"}})),
        "an object"
    );
    assert_eq!(wrong_type(ENTERPRISE, json!({ENTERPRISE: "Tours"})), "an object");
    let number = format!("{BADGE}:number");
    for not_whole in [json!(1.0), json!(1e3), json!(1.5), json!("1")] {
        let expected = wrong_type(&number, json!({BADGE: {"number": not_whole}}));
        assert_eq!(expected, "a whole number, without a fraction or an exponent");
    }
    assert_eq!(wrong_type(&format!("{BADGE}:rate"), json!({BADGE: {"rate": "1.5"}})), "a number");
}

#[test]
fn dates_have_a_time_and_are_kept_as_sent() {
    for date in
        ["2011-05-13T04:42:34Z", "2011-05-13T04:42:34.123456789+02:00", "2011-05-13T24:00:00"]
    {
        let document = json!({BADGE: {"issued": date}});
        assert_eq!(strictly(document.clone()).unwrap(), document);
    }
    for date in ["2011-05-13", "yesterday", "2011-13-01T00:00:00Z"] {
        let expected = wrong_type(&format!("{BADGE}:issued"), json!({BADGE: {"issued": date}}));
        assert_eq!(expected, "a date and time such as \"2026-01-31T12:00:00Z\"");
    }
}

#[test]
fn binary_is_base64_with_or_without_padding() {
    for binary in ["AA==", "AA", "AAA=", "AAAA", "a+/b", "a-_b"] {
        let document = json!({BADGE: {"picture": binary}});
        assert_eq!(strictly(document.clone()).unwrap(), document);
    }
    for binary in ["A", "AA=", "AAAA=", "=", "A===", "A A A", "AÄAA"] {
        let expected = wrong_type(&format!("{BADGE}:picture"), json!({BADGE: {"picture": binary}}));
        assert_eq!(expected, "a string in base64", "{binary}");
    }
}

#[test]
fn one_value_of_one_type_is_kept_once_with_all_that_was_said_of_it() {
    let document = json!({
        "emails": [
            {"value": "b@example.com", "type": "work"},
            {"value": "B@EXAMPLE.com", "type": "Work", "primary": true, "display": "Babs"},
            {"value": "b@example.com", "type": "home"},
            {"value": "b@example.com"},
        ],
        BADGE: {"tags": ["a", "b", "A"]},
    });
    assert_eq!(
        strictly(document).unwrap(),
        json!({
            "emails": [
                {"value": "b@example.com", "type": "work", "primary": true, "display": "Babs"},
                {"value": "b@example.com", "type": "home"},
                {"value": "b@example.com"},
            ],
            BADGE: {"tags": ["a", "b"]},
        })
    );
}

#[test]
fn at_most_one_value_is_primary() {
    let document = json!({"emails": [
        {"value": "a", "primary": true},
        {"value": "b", "primary": true},
        {"value": "c", "primary": true},
    ]});
    let refused = strictly(document).unwrap_err();
    assert_eq!(refused, ResourceError::Primaries { path: "emails".to_owned(), count: 3 });
    assert_eq!(refused.scim_type(), ScimType::InvalidValue);
    assert_eq!(refused.to_string(), "`emails` has 3 primary values; at most one may be primary");
}

#[test]
fn unknown_attributes_are_refused_by_their_whole_name() {
    let refused = |document| match strictly(document) {
        Err(error @ ResourceError::UnknownAttribute { .. }) => {
            assert_eq!(error.scim_type(), ScimType::InvalidSyntax);
            error.to_string()
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(
        refused(json!({"displayNmae": "typo"})),
        "`displayNmae` is not an attribute of User"
    );
    assert_eq!(
        refused(json!({"roles": [{"rank": 1}]})),
        "`roles.rank` is not an attribute of User"
    );
    assert_eq!(
        refused(json!({ENTERPRISE: {"rank": 1}})),
        format!("`{ENTERPRISE}:rank` is not an attribute of User")
    );
    assert_eq!(refused(json!({"urn:x:y": {}})), "`urn:x:y` is not an attribute of User");
    let core = "urn:ietf:params:scim:schemas:core:2.0:User";
    assert_eq!(
        refused(json!({core: {"userName": "b"}})),
        format!("`{core}` is not an attribute of User")
    );
}

#[test]
fn a_long_name_is_repeated_in_part() {
    let refused = strictly(json!({"x".repeat(100_000): 1})).unwrap_err();
    assert_eq!(refused.to_string(), format!("`{}` is not an attribute of User", "x".repeat(200)));
}

#[test]
fn schemas_names_the_core_schema_and_known_extensions_in_any_order_and_case() {
    let core = "urn:ietf:params:scim:schemas:core:2.0:User";
    for schemas in [json!([core]), json!([ENTERPRISE, core]), json!([core.to_uppercase()])] {
        assert_eq!(
            strictly(json!({"schemas": schemas, "userName": "b"})).unwrap(),
            json!({"userName": "b"})
        );
    }
    let refused = |schemas| match strictly(json!({"schemas": schemas, "userName": "b"})) {
        Err(error @ ResourceError::Schemas { .. }) => {
            assert_eq!(error.scim_type(), ScimType::InvalidSyntax);
            error.to_string()
        }
        other => panic!("{other:?}"),
    };
    let missing = format!("`schemas` is missing; it must be an array with `{core}`");
    assert_eq!(refused(json!([])), missing);
    assert_eq!(refused(json!(null)), missing);
    assert_eq!(refused(json!(core)), "`schemas` must be an array of URNs");
    assert_eq!(refused(json!([core, 5])), "`schemas` must hold nothing but strings");
    assert_eq!(refused(json!([core, core])), format!("`schemas` names `{core}` twice"));
    assert_eq!(
        refused(json!([core, "urn:x"])),
        "`schemas` names `urn:x`, which is not a schema of User"
    );
    assert_eq!(
        refused(json!([ENTERPRISE])),
        format!("`schemas` must name the core schema `{core}`")
    );
}
