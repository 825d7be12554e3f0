//! The message around the operations.

use scim::patch::{PatchError, read};
use scim::{Limits, ScimType, Tolerances};
use serde_json::{Value, json};

use crate::world::user;

const PATCH_OP: &str = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

fn steps(body: Value, tolerances: &Tolerances) -> Result<usize, PatchError> {
    let Value::Object(body) = body else { panic!("a message is an object") };
    let limits = Limits { patch_operations: 2, ..Limits::default() };
    read(body, "own-id", user(), tolerances, &limits).map(|steps| steps.len())
}

fn refusal(body: Value, tolerances: &Tolerances) -> String {
    let error = steps(body, tolerances).unwrap_err();
    assert_eq!(error.scim_type(), ScimType::InvalidSyntax);
    error.to_string()
}

fn title() -> Value {
    json!({"op": "add", "path": "title", "value": "Guide"})
}

#[test]
fn names_of_members_and_the_operation_may_be_in_any_case() {
    let body = json!({
        "Schemas": [PATCH_OP.to_lowercase()],
        "operations": [{"OP": "Replace", "Path": "title", "VALUE": "Guide"}],
        "id": "own-id",
    });
    assert_eq!(steps(body, &Tolerances::none()), Ok(1));
}

#[test]
fn schemas_must_name_the_message() {
    let expected = format!("the `schemas` of a PATCH must be an array with `{PATCH_OP}`");
    for schemas in [json!(null), json!([]), json!(["urn:x"]), json!(PATCH_OP), json!(5)] {
        let body = json!({"schemas": schemas, "Operations": [title()]});
        assert_eq!(refusal(body, &Tolerances::none()), expected);
    }
    assert_eq!(refusal(json!({"Operations": [title()]}), &Tolerances::none()), expected);
    for schemas in [json!(null), json!([]), json!(["urn:x"]), json!(PATCH_OP)] {
        let body = json!({"schemas": schemas, "Operations": [title()]});
        assert_eq!(steps(body, &Tolerances::all()), Ok(1));
    }
}

#[test]
fn there_must_be_operations_but_not_too_many() {
    let with = |operations: Value| json!({"schemas": [PATCH_OP], "Operations": operations});
    for tolerances in [Tolerances::none(), Tolerances::all()] {
        for none in [json!(null), json!({"op": "add"}), json!("add")] {
            assert_eq!(
                refusal(with(none), &tolerances),
                "a PATCH needs `Operations`, an array of operations"
            );
        }
        assert_eq!(
            refusal(with(json!([])), &tolerances),
            "`Operations` must hold at least one operation"
        );
        let refused = steps(with(json!([title(), title(), title()])), &tolerances);
        assert_eq!(refused, Err(PatchError::TooMany { count: 3, limit: 2 }));
    }
}

#[test]
fn an_operation_is_an_object_with_one_known_op() {
    let with =
        |operation: Value| json!({"schemas": [PATCH_OP], "Operations": [title(), operation]});
    for tolerances in [Tolerances::none(), Tolerances::all()] {
        let problem = |operation| refusal(with(operation), &tolerances);
        assert_eq!(
            problem(json!("add")),
            "operation 2: must be an object with `op`, `path` and `value`"
        );
        for op in [json!({}), json!({"op": "test", "path": "title"}), json!({"op": ["add"]})] {
            assert_eq!(problem(op), "operation 2: `op` must be \"add\", \"remove\" or \"replace\"");
        }
        assert_eq!(
            problem(json!({"op": "add", "path": 5})),
            "operation 2: `path` must be a string"
        );
        assert_eq!(problem(json!({"op": "add", "path": "title"})), "operation 2: needs a `value`");
    }
}

#[test]
fn a_bad_path_is_told_from_a_bad_filter() {
    let refused = |path: &str| {
        let body = json!({"schemas": [PATCH_OP], "Operations": [{"op": "replace", "path": path, "value": "x"}]});
        steps(body, &Tolerances::none()).unwrap_err().scim_type()
    };
    assert_eq!(refused("emails[0].value"), ScimType::InvalidPath);
    assert_eq!(refused("emails..value"), ScimType::InvalidPath);
    assert_eq!(refused("shoeSize"), ScimType::InvalidPath);
    assert_eq!(refused("emails[type xx \"work\"].value"), ScimType::InvalidFilter);
}

#[test]
fn an_unknown_path_is_passed_over_only_where_that_is_tolerated() {
    let body = json!({"schemas": [PATCH_OP], "Operations": [title(), {"op": "add", "path": "shoeSize", "value": 42}]});
    assert_eq!(steps(body.clone(), &Tolerances::all()), Ok(1));
    let refused = steps(body, &Tolerances { unknown_patch_paths: false, ..Tolerances::all() });
    assert_eq!(
        refused.unwrap_err().to_string(),
        "operation 2: path `shoeSize` names no attribute of User"
    );
}

#[test]
fn a_value_without_a_path_must_be_an_object_and_be_tolerated() {
    let body = |value: Value| json!({"schemas": [PATCH_OP], "Operations": [{"op": "add", "value": value}]});
    assert_eq!(steps(body(json!({"title": "x", "active": true})), &Tolerances::all()), Ok(2));
    assert_eq!(
        refusal(body(json!("x")), &Tolerances::all()),
        "operation 1: needs a `path`, or an object of attributes as its `value`"
    );
    assert_eq!(
        refusal(body(json!({"title": "x"})), &Tolerances::none()),
        "operation 1: needs a `path`"
    );
}

#[test]
fn a_path_as_a_name_in_a_value_must_be_tolerated() {
    let body = json!({"schemas": [PATCH_OP], "Operations": [{"op": "add", "value": {"name.givenName": "B"}}]});
    assert_eq!(steps(body.clone(), &Tolerances::all()), Ok(1));
    let strict = Tolerances { dotted_keys: false, ..Tolerances::all() };
    assert_eq!(
        refusal(body, &strict),
        "operation 1: has a path as a name in its `value`; send it as `path`"
    );
}

#[test]
fn schemas_may_be_repeated_and_checked_but_make_no_step() {
    let user = "urn:ietf:params:scim:schemas:core:2.0:User";
    let body = |operation: Value| json!({"schemas": [PATCH_OP], "Operations": [operation]});
    let strict = Tolerances { pathless_patch: true, ..Tolerances::none() };
    assert_eq!(steps(body(json!({"op": "add", "value": {"schemas": [user]}})), &strict), Ok(0));
    assert_eq!(
        steps(body(json!({"op": "replace", "path": "schemas", "value": [user]})), &strict),
        Ok(0)
    );
    let foreign =
        steps(body(json!({"op": "replace", "path": "schemas", "value": ["urn:x"]})), &strict);
    assert_eq!(foreign.unwrap_err().scim_type(), ScimType::InvalidSyntax);
    let removed = steps(body(json!({"op": "remove", "path": "schemas"})), &strict);
    assert_eq!(removed.unwrap_err().scim_type(), ScimType::Mutability);
}

#[test]
fn a_password_is_checked_and_makes_no_step() {
    let body = |value: Value| json!({"schemas": [PATCH_OP], "Operations": [{"op": "replace", "path": "password", "value": value}]});
    assert_eq!(steps(body(json!("t1meMa$heen")), &Tolerances::none()), Ok(0));
    assert_eq!(
        steps(body(json!(5)), &Tolerances::none()).unwrap_err().scim_type(),
        ScimType::InvalidValue
    );
}
