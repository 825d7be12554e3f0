//! What a PATCH may not touch.

use scim::patch::PatchError;
use scim::{ScimType, Tolerances};
use serde_json::{Value, json};

use crate::world::{BADGE, ENTERPRISE, group, patch, user};

fn refusal(before: Value, operations: Value, tolerances: &Tolerances) -> String {
    let of = if before.get("members").is_some() { group() } else { user() };
    let error = patch(of, before, operations, tolerances).unwrap_err();
    assert_eq!(error.scim_type(), ScimType::Mutability, "{error}");
    error.to_string()
}

fn both(before: &Value, operations: &Value) -> String {
    let strict = refusal(before.clone(), operations.clone(), &Tolerances::none());
    assert_eq!(refusal(before.clone(), operations.clone(), &Tolerances::all()), strict);
    strict
}

#[test]
fn a_path_to_what_is_read_only() {
    let before = json!({"userName": "b", ENTERPRISE: {"manager": {"value": "m"}}});
    let manager = format!("{ENTERPRISE}:manager.displayName");
    for path in ["id", "meta", "meta.version", "groups", "groups[value eq \"g\"]", manager.as_str()]
    {
        for op in ["add", "replace", "remove"] {
            let operations = json!([{"op": op, "path": path, "value": "x"}]);
            assert_eq!(both(&before, &operations), format!("operation 1: `{path}` is read-only"));
        }
    }
}

#[test]
fn read_only_attributes_within_a_value_only_where_that_is_tolerated() {
    let before = json!({"userName": "b"});
    let value = json!({
        "id": "own-id", "meta": {"version": "1"}, "groups": [{"value": "g"}], "title": "t",
        BADGE: {"printed": "2020-01-01T00:00:00Z"},
    });
    let operations = json!([{"op": "replace", "value": value}]);
    assert_eq!(
        patch(user(), before.clone(), operations.clone(), &Tolerances::all()).unwrap(),
        json!({"userName": "b", "title": "t"})
    );
    let strict = Tolerances { read_only_in_patch_value: false, ..Tolerances::all() };
    assert_eq!(refusal(before, operations, &strict), "operation 1: `id` is read-only");
}

#[test]
fn an_id_that_is_not_the_resources_own_is_never_passed_over() {
    for id in [json!("other"), json!("OWN-ID"), json!(5)] {
        let operations = json!([{"op": "replace", "value": {"id": id, "title": "t"}}]);
        assert_eq!(
            refusal(json!({"userName": "b"}), operations, &Tolerances::all()),
            "operation 1: `id` is read-only"
        );
    }
}

#[test]
fn what_is_required_stays() {
    let before =
        json!({"userName": "b", "title": "t", BADGE: {"office": {"city": "Oslo", "floor": 1}}});
    for operation in [
        json!({"op": "remove", "path": "userName"}),
        json!({"op": "replace", "path": "userName", "value": ""}),
        json!({"op": "replace", "path": "userName", "value": null}),
    ] {
        let operations = json!([{"op": "add", "path": "title", "value": "x"}, operation]);
        assert_eq!(
            both(&before, &operations),
            "operation 2: `userName` is required and cannot be removed"
        );
    }
    assert_eq!(
        both(&before, &json!([{"op": "remove", "path": format!("{BADGE}:office.city")}])),
        format!("operation 1: `{BADGE}:office.city` is required and cannot be removed")
    );
}

#[test]
fn a_new_value_without_its_required_part_is_incomplete() {
    let operations = json!([{"op": "add", "path": format!("{BADGE}:office.floor"), "value": 3}]);
    let refused =
        patch(user(), json!({"userName": "b"}), operations, &Tolerances::none()).unwrap_err();
    assert_eq!(refused.scim_type(), ScimType::InvalidValue);
    assert_eq!(refused.to_string(), format!("operation 1: `{BADGE}:office.city` is required"));
}

#[test]
fn what_is_immutable_is_set_once() {
    let number = format!("{BADGE}:number");
    let set = json!([{"op": "add", "path": number, "value": 5}]);
    let once = patch(user(), json!({"userName": "b"}), set.clone(), &Tolerances::none()).unwrap();
    assert_eq!(once, json!({"userName": "b", BADGE: {"number": 5}}));
    assert_eq!(patch(user(), once.clone(), set, &Tolerances::none()), Ok(once.clone()));
    for operation in [
        json!({"op": "replace", "path": number, "value": 6}),
        json!({"op": "remove", "path": number}),
    ] {
        assert_eq!(
            both(&once, &json!([operation])),
            format!("operation 1: `{number}` cannot be changed once it is set")
        );
    }
    let whole = patch(user(), once, json!([{"op": "remove", "path": BADGE}]), &Tolerances::none());
    assert_eq!(whole.unwrap_err().scim_type(), ScimType::Mutability);
}

#[test]
fn what_an_operation_has_set_the_next_may_not_change() {
    let number = format!("{BADGE}:number");
    let operations = json!([
        {"op": "add", "path": number, "value": 5},
        {"op": "replace", "path": number, "value": 6},
        {"op": "add", "path": "title", "value": "t"},
    ]);
    assert_eq!(
        both(&json!({"userName": "b"}), &operations),
        format!("operation 2: `{number}` cannot be changed once it is set")
    );
}

#[test]
fn what_only_the_server_sets_stays_in_an_element_that_is_replaced() {
    let device = |value: &str| json!({"userName": "b", BADGE: {"devices": [{"serial": "1", "value": value}]}});
    let path = format!("{BADGE}:devices[value eq \"phone\"]");
    let operations =
        json!([{"op": "replace", "path": path, "value": {"value": "tablet", "serial": "2"}}]);
    assert_eq!(
        patch(user(), device("phone"), operations, &Tolerances::none()),
        Ok(device("tablet"))
    );
}

#[test]
fn immutable_values_are_compared_as_a_set() {
    let doors = format!("{BADGE}:doors");
    let before = json!({"userName": "b", BADGE: {"doors": ["North", "South"]}});
    let same = json!([{"op": "add", "path": doors, "value": ["south"]}]);
    assert_eq!(patch(user(), before.clone(), same, &Tolerances::none()), Ok(before.clone()));
    let more = json!([{"op": "add", "path": doors, "value": ["East"]}]);
    assert_eq!(
        both(&before, &more),
        format!("operation 1: `{doors}` cannot be changed once it is set")
    );
}

#[test]
fn the_parts_of_a_member_stay_but_the_member_may_go() {
    let before =
        json!({"displayName": "G", "members": [{"value": "a", "type": "User"}, {"value": "b"}]});
    for operation in [
        json!({"op": "replace", "path": "members[value eq \"a\"].type", "value": "Group"}),
        json!({"op": "remove", "path": "members[value eq \"a\"].type"}),
        json!({"op": "replace", "path": "members[value eq \"a\"].value", "value": "c"}),
    ] {
        let path = operation["path"].as_str().unwrap().to_owned();
        assert_eq!(
            both(&before, &json!([operation])),
            format!("operation 1: `{path}` cannot be changed once it is set")
        );
    }
    let swap =
        json!([{"op": "replace", "path": "members[value eq \"a\"]", "value": {"value": "c"}}]);
    both(&before, &swap);
    let operations = json!([
        {"op": "add", "path": "members[value eq \"b\"].type", "value": "User"},
        {"op": "remove", "path": "members[value eq \"a\"]"},
    ]);
    assert_eq!(
        patch(group(), before, operations, &Tolerances::none()),
        Ok(json!({"displayName": "G", "members": [{"value": "b", "type": "User"}]}))
    );
}

#[test]
fn a_refused_operation_says_which_it_is() {
    let operations =
        json!([{"op": "add", "value": {"title": "t"}}, {"op": "add", "path": "id", "value": "x"}]);
    let refused = patch(user(), json!({"userName": "b"}), operations, &Tolerances::all());
    assert!(matches!(refused, Err(PatchError::Mutability { index: 1, .. })), "{refused:?}");
}
