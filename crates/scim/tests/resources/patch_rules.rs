//! The rules of RFC 7644 §3.5.2 between the examples.

use scim::patch::PatchError;
use scim::resource::ResourceError;
use scim::{ScimType, Tolerances};
use serde_json::{Value, json};

use crate::world::{BADGE, ENTERPRISE, group, patch, patch_group, patch_user, user};

fn on_user(before: Value, operations: Value) -> Result<Value, PatchError> {
    patch(user(), before, operations, &Tolerances::none())
}

fn two_mails() -> Value {
    json!({"userName": "b", "emails": [
        {"value": "w@example.com", "type": "work", "primary": true},
        {"value": "h@example.com", "type": "home"},
    ]})
}

#[test]
fn replace_of_a_complex_value_merges_and_null_clears_a_part() {
    let before =
        json!({"userName": "b", "name": {"givenName": "B", "middleName": "J", "familyName": "X"}});
    for op in ["add", "replace"] {
        let value = json!({"familyName": "Jensen", "middleName": null});
        assert_eq!(
            patch_user(before.clone(), json!([{"op": op, "path": "name", "value": value}])),
            json!({"userName": "b", "name": {"givenName": "B", "familyName": "Jensen"}})
        );
    }
}

#[test]
fn replace_of_what_is_absent_adds_it() {
    let operations = json!([
        {"op": "replace", "path": "title", "value": "Guide"},
        {"op": "replace", "path": "name.givenName", "value": "B"},
        {"op": "replace", "path": "photos", "value": [{"value": "p"}]},
        {"op": "replace", "path": "ims.value", "value": "chat"},
        {"op": "replace", "path": format!("{BADGE}:tags"), "value": ["a"]},
    ]);
    assert_eq!(
        patch_user(json!({"userName": "b"}), operations),
        json!({
            "userName": "b",
            "title": "Guide",
            "name": {"givenName": "B"},
            "photos": [{"value": "p"}],
            "ims": [{"value": "chat"}],
            BADGE: {"tags": ["a"]},
        })
    );
}

#[test]
fn null_and_the_empty_string_and_the_empty_array_unassign() {
    let before = json!({
        "userName": "b", "title": "t", "nickName": "n", "externalId": "e",
        "photos": [{"value": "p"}], "name": {"givenName": "B"}, ENTERPRISE: {"department": "d"},
    });
    let operations = json!([
        {"op": "replace", "path": "title", "value": ""},
        {"op": "replace", "path": "nickName", "value": null},
        {"op": "replace", "path": "externalId", "value": ""},
        {"op": "replace", "path": "photos", "value": []},
        {"op": "replace", "path": "name", "value": {"givenName": ""}},
        {"op": "replace", "path": format!("{ENTERPRISE}:department"), "value": ""},
    ]);
    assert_eq!(patch_user(before, operations), json!({"userName": "b"}));
}

#[test]
fn an_extension_goes_with_its_last_attribute_or_as_a_whole() {
    let before =
        json!({"userName": "b", ENTERPRISE: {"department": "d", "manager": {"value": "m"}}});
    for operations in [
        json!([{"op": "remove", "path": ENTERPRISE}]),
        json!([{"op": "replace", "value": {ENTERPRISE: null}}]),
        json!([
            {"op": "remove", "path": format!("{ENTERPRISE}:department")},
            {"op": "remove", "path": format!("{ENTERPRISE}:manager.value")},
        ]),
    ] {
        assert_eq!(patch_user(before.clone(), operations), json!({"userName": "b"}));
    }
}

#[test]
fn adding_what_is_there_changes_nothing() {
    let mut before = two_mails();
    before[BADGE] = json!({"tags": ["a"]});
    before["title"] = json!("Guide");
    let operations = json!([
        {"op": "add", "path": "emails", "value": [{"type": "HOME", "value": "H@EXAMPLE.COM", "primary": false}]},
        {"op": "add", "path": "emails", "value": [{"primary": true, "type": "work", "value": "w@example.com"}]},
        {"op": "add", "path": format!("{BADGE}:tags"), "value": ["A"]},
        {"op": "add", "path": "title", "value": "Guide"},
        {"op": "remove", "path": "emails[type eq \"other\"]"},
        {"op": "remove", "path": "nickName"},
        {"op": "remove", "path": format!("{ENTERPRISE}:manager.value")},
    ]);
    assert_eq!(patch_user(before.clone(), operations), before);
}

#[test]
fn adding_nothing_removes_nothing() {
    for nothing in [json!([]), json!(null), json!([null]), json!([{"value": "", "type": "work"}])] {
        let operations = json!([{"op": "add", "path": "emails", "value": nothing}]);
        assert_eq!(patch_user(two_mails(), operations), two_mails());
    }
    let mut before = two_mails();
    before[ENTERPRISE] = json!({"department": "d"});
    let operations = json!([{"op": "add", "path": ENTERPRISE, "value": null}]);
    assert_eq!(patch_user(before.clone(), operations), before);
    let operations = json!([{"op": "add", "path": "emails[type eq \"work\"]", "value": null}]);
    assert_eq!(patch_user(two_mails(), operations), two_mails());
}

#[test]
fn a_member_is_known_by_its_value_alone_and_exactly() {
    let before = json!({"displayName": "G", "members": [{"value": "a", "display": "Alice"}]});
    let operations =
        json!([{"op": "add", "path": "members", "value": [{"value": "a"}, {"value": "A"}]}]);
    assert_eq!(
        patch_group(before, operations),
        json!({"displayName": "G", "members": [{"value": "a", "display": "Alice"}, {"value": "A"}]})
    );
}

#[test]
fn another_spelling_is_a_change_where_it_replaces() {
    let after =
        patch_user(two_mails(), json!([{"op": "replace", "path": "userName", "value": "B"}]));
    assert_eq!(after["userName"], "B");
}

#[test]
fn a_twin_with_other_lesser_parts_is_completed() {
    let after = patch_user(
        two_mails(),
        json!([{"op": "add", "path": "emails", "value": [
            {"value": "h@example.com", "type": "home", "display": "Home"},
        ]}]),
    );
    assert_eq!(
        after["emails"][1],
        json!({"value": "h@example.com", "type": "home", "display": "Home"})
    );
    assert_eq!(after["emails"].as_array().unwrap().len(), 2);
}

#[test]
fn a_new_primary_takes_it_from_the_old() {
    let swapped = json!([
        {"value": "w@example.com", "type": "work", "primary": false},
        {"value": "h@example.com", "type": "home", "primary": true},
    ]);
    for operation in [
        json!({"op": "add", "path": "emails", "value": [{"value": "h@example.com", "type": "home", "primary": true}]}),
        json!({"op": "add", "path": "emails[type eq \"home\"]", "value": {"primary": true}}),
        json!({"op": "replace", "path": "emails[type eq \"home\"].primary", "value": true}),
        json!({"op": "replace", "path": "emails[type eq \"home\"]", "value": swapped[1]}),
    ] {
        assert_eq!(patch_user(two_mails(), json!([operation]))["emails"], swapped);
    }
}

#[test]
fn a_primary_taken_away_goes_to_nobody() {
    let after = patch_user(
        two_mails(),
        json!([{"op": "replace", "path": "emails[primary eq true].primary", "value": false}]),
    );
    assert_eq!(after["emails"][0]["primary"], false);
    assert_eq!(after["emails"][1].get("primary"), None);
}

#[test]
fn two_primaries_in_one_operation_are_refused() {
    let refused = Err(PatchError::Value {
        index: 0,
        source: ResourceError::Primaries { path: "emails".to_owned(), count: 2 },
    });
    let two = json!([{"value": "a", "primary": true}, {"value": "b", "primary": true}]);
    for operation in [
        json!({"op": "add", "path": "emails", "value": two}),
        json!({"op": "replace", "path": "emails", "value": two}),
        json!({"op": "replace", "path": "emails.primary", "value": true}),
        json!({"op": "add", "path": "emails[value pr]", "value": {"primary": true}}),
    ] {
        assert_eq!(on_user(two_mails(), json!([operation])), refused);
    }
}

#[test]
fn a_part_changes_in_every_match_and_in_no_other() {
    let before = json!({"userName": "b", "addresses": [
        {"type": "work", "country": "US", "region": "CA"},
        {"type": "home", "country": "NO"},
        {"type": "WORK", "country": "SE"},
    ]});
    let after = patch_user(
        before.clone(),
        json!([{"op": "replace", "path": "addresses[type eq \"work\"].country", "value": "DE"}]),
    );
    assert_eq!(
        after["addresses"],
        json!([
            {"type": "work", "country": "DE", "region": "CA"},
            {"type": "home", "country": "NO"},
            {"type": "WORK", "country": "DE"},
        ])
    );
    let after = patch_user(
        before,
        json!([{"op": "remove", "path": "addresses[not (type eq \"home\")].country"}]),
    );
    assert_eq!(
        after["addresses"],
        json!([
            {"type": "work", "region": "CA"},
            {"type": "home", "country": "NO"},
            {"type": "WORK"},
        ])
    );
}

#[test]
fn elements_that_become_one_are_one() {
    let before = json!({"userName": "b", "emails": [
        {"value": "b@example.com", "type": "work"},
        {"value": "b@example.com", "type": "home", "primary": true},
    ]});
    let after = patch_user(
        before,
        json!([{"op": "replace", "path": "emails[type eq \"home\"].type", "value": "work"}]),
    );
    assert_eq!(
        after["emails"],
        json!([{"value": "b@example.com", "type": "work", "primary": true}])
    );
}

#[test]
fn an_element_goes_with_its_value_unless_it_is_given_another() {
    let cleared = patch_user(
        two_mails(),
        json!([{"op": "remove", "path": "emails[type eq \"work\"].value"}]),
    );
    assert_eq!(cleared["emails"], json!([{"value": "h@example.com", "type": "home"}]));
    let exchanged = patch_user(
        two_mails(),
        json!([
            {"op": "remove", "path": "emails[type eq \"work\"].value"},
            {"op": "add", "path": "emails[type eq \"work\"].value", "value": "new@example.com"},
        ]),
    );
    assert_eq!(
        exchanged["emails"][0],
        json!({"type": "work", "primary": true, "value": "new@example.com"})
    );
}

#[test]
fn values_without_parts_are_selected_by_themselves() {
    let before = json!({"userName": "b", BADGE: {"tags": ["red", "green"]}});
    let tags = |filter: &str| format!("{BADGE}:tags[value {filter}]");
    assert_eq!(
        patch_user(before.clone(), json!([{"op": "remove", "path": tags("eq \"RED\"")}]))[BADGE],
        json!({"tags": ["green"]})
    );
    assert_eq!(
        patch_user(
            before,
            json!([{"op": "replace", "path": tags("eq \"red\""), "value": "Green"}])
        )[BADGE],
        json!({"tags": ["Green"]})
    );
}

#[test]
fn operations_see_what_those_before_them_did() {
    let operations = json!([
        {"op": "remove", "path": "externalId"},
        {"op": "add", "path": "externalId", "value": "mid"},
        {"op": "replace", "path": "externalId", "value": "end"},
        {"op": "remove", "path": "userName"},
        {"op": "add", "path": "userName", "value": "c"},
        {"op": "add", "path": "emails", "value": [{"value": "x", "type": "work"}]},
        {"op": "replace", "path": "emails[type eq \"work\"].value", "value": "y"},
    ]);
    assert_eq!(
        patch_user(json!({"userName": "b", "externalId": "first"}), operations),
        json!({"externalId": "end", "userName": "c", "emails": [{"value": "y", "type": "work"}]})
    );
}

#[test]
fn replace_through_a_filter_without_a_match_has_no_target() {
    for op in ["add", "replace"] {
        let path = "emails[type eq \"other\"].value";
        let refused =
            on_user(two_mails(), json!([{"op": op, "path": path, "value": "x"}])).unwrap_err();
        assert_eq!(refused.scim_type(), ScimType::NoTarget);
        let verb = if op == "add" { "add to" } else { "replace" };
        assert_eq!(refused.to_string(), format!("operation 1: `{path}` selects nothing to {verb}"));
    }
}

#[test]
fn a_manager_who_changes_takes_his_reference_along() {
    let manager = |value: Value| json!({"userName": "b", ENTERPRISE: {"manager": value}});
    let before = manager(json!({"value": "1", "$ref": "../Users/1"}));
    let path = format!("{ENTERPRISE}:manager");
    assert_eq!(
        patch_user(
            before.clone(),
            json!([{"op": "replace", "path": format!("{path}.value"), "value": "2"}])
        ),
        manager(json!({"value": "2"}))
    );
    let value = json!({"value": "2", "$ref": "../Users/2"});
    assert_eq!(
        patch_user(before.clone(), json!([{"op": "replace", "path": path, "value": value}])),
        manager(value)
    );
    assert_eq!(
        patch_user(
            before.clone(),
            json!([{"op": "replace", "path": path, "value": {"value": "1"}}])
        ),
        before
    );
}

#[test]
fn many_operations_on_many_elements_are_too_dear() {
    let emails = |count| (0..count).map(|n| json!({"value": format!("{n}")})).collect::<Value>();
    let before = |count| json!({"userName": "b", "emails": emails(count)});
    let operations = |count| vec![json!({"op": "remove", "path": "emails[value eq \"x\"]"}); count];
    assert_eq!(patch_user(before(1_000), json!(operations(1_000))), before(1_000));
    let refused = on_user(before(1_001), json!(operations(1_000))).unwrap_err();
    assert_eq!(refused, PatchError::TooCostly { index: 999, limit: 1_000_000 });
    assert_eq!(refused.scim_type(), ScimType::TooMany);
}

#[test]
fn long_values_and_long_filters_are_as_dear_as_many_elements() {
    let emails = |lengths: Vec<usize>| {
        let elements = lengths.into_iter().enumerate();
        elements
            .map(|(n, length)| json!({"value": format!("{n}{}", "-".repeat(length))}))
            .collect::<Value>()
    };
    let before = |lengths| json!({"userName": "b", "emails": emails(lengths)});
    let operations = |filter: &str| {
        json!(vec![json!({"op": "remove", "path": format!("emails[{filter}]")}); 1_000])
    };
    let too_dear = |index| Err(PatchError::TooCostly { index, limit: 1_000_000 });

    let long = |quarters: usize| before(vec![quarters * 256]);
    assert_eq!(patch_user(long(999), operations("value eq \"x\"")), long(999));
    let refused = on_user(long(1_000), operations("value eq \"x\""));
    assert_eq!(refused, too_dear(999));

    let four = "value eq \"x\" or value eq \"y\" or type eq \"x\" or type eq \"y\"";
    let many = |count: usize| before(vec![1; count]);
    assert_eq!(patch_user(many(500), operations(four)), many(500));
    assert_eq!(on_user(many(501), operations(four)), too_dear(998));
}

#[test]
fn wrong_values_are_refused_with_the_operation_they_stand_in() {
    let operations = json!([
        {"op": "replace", "path": "title", "value": "x"},
        {"op": "replace", "path": "active", "value": "False"},
    ]);
    let refused = on_user(two_mails(), operations).unwrap_err();
    assert_eq!(refused.scim_type(), ScimType::InvalidValue);
    assert_eq!(refused.to_string(), "operation 2: `active` must be a boolean (true or false)");
    let members = json!([{"op": "add", "path": "members", "value": "a"}]);
    let refused = patch(group(), json!({"displayName": "G"}), members, &Tolerances::none());
    assert_eq!(refused.unwrap_err().scim_type(), ScimType::InvalidValue);
}
