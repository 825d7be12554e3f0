//! What holds of every PATCH.

use proptest::prelude::*;
use scim::patch::PatchError;
use scim::{ScimType, Tolerances};
use serde_json::{Value, json};

use crate::arbitrary;
use crate::naive::{self, Operation, Refusal};
use crate::world::{patch, user};

fn operations() -> impl Strategy<Value = Vec<Operation>> {
    prop::collection::vec(arbitrary::operation(), 1..6)
}

/// A value taken out and put in again is one element in one request and another in two.
fn without_clearing(mut operations: Vec<Operation>) -> Vec<Operation> {
    operations.retain(|operation| !matches!(operation, Operation::Part(_, "value", None)));
    operations
}

fn as_json(operations: &[Operation]) -> Value {
    operations.iter().map(Operation::json).collect()
}

fn tolerances(create_from_filter: bool) -> Tolerances {
    Tolerances { create_from_filter, remove_with_value: true, ..Tolerances::none() }
}

/// No null, nothing empty, at most one primary.
fn is_canonical(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(elements) => {
            let primaries = elements.iter().filter(|element| element["primary"] == true).count();
            !elements.is_empty() && primaries <= 1 && elements.iter().all(is_canonical)
        }
        Value::Object(members) => !members.is_empty() && members.values().all(is_canonical),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

/// Every attribute of the resource, on a path of its own.
fn attributes(resource: &Value) -> Vec<(String, Value)> {
    let mut attributes = Vec::new();
    for (name, value) in resource.as_object().unwrap() {
        if name.starts_with("urn:") {
            let inner = value.as_object().unwrap().iter();
            attributes
                .extend(inner.map(|(inner, value)| (format!("{name}:{inner}"), value.clone())));
        } else {
            attributes.push((name.clone(), value.clone()));
        }
    }
    attributes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn it_does_what_a_naive_one_does(
        before in arbitrary::user(),
        operations in operations(),
        create in any::<bool>(),
    ) {
        let real = patch(user(), before.clone(), as_json(&operations), &tolerances(create));
        match naive::patch(&before, &operations, create) {
            Ok(after) => prop_assert_eq!(real, Ok(after)),
            Err(Refusal::NoTarget) => prop_assert_eq!(real.unwrap_err().scim_type(), ScimType::NoTarget),
            Err(Refusal::Primaries) => prop_assert_eq!(real.unwrap_err().scim_type(), ScimType::InvalidValue),
        }
    }

    #[test]
    fn it_leaves_the_resource_canonical(before in arbitrary::user(), operations in operations()) {
        if let Ok(after) = patch(user(), before, as_json(&operations), &Tolerances::all()) {
            prop_assert!(is_canonical(&after), "{}", after);
        }
    }

    #[test]
    fn to_say_what_is_so_changes_nothing(before in arbitrary::user()) {
        for (path, value) in attributes(&before) {
            for op in ["add", "replace"] {
                let operations = json!([{"op": op, "path": path, "value": value}]);
                let after = patch(user(), before.clone(), operations, &Tolerances::none());
                prop_assert_eq!(after, Ok(before.clone()));
            }
        }
        let whole = json!([{"op": "replace", "value": before}]);
        prop_assert_eq!(patch(user(), before.clone(), whole, &Tolerances::all()), Ok(before));
    }

    #[test]
    fn one_refused_operation_refuses_all(
        before in arbitrary::user(),
        first in prop::collection::vec(arbitrary::operation(), 0..4),
        last in prop::collection::vec(arbitrary::operation(), 0..4),
    ) {
        let mut operations: Vec<Value> = first.iter().map(Operation::json).collect();
        operations.push(json!({"op": "remove", "path": "id"}));
        operations.extend(last.iter().map(Operation::json));
        let refused = patch(user(), before, Value::Array(operations), &Tolerances::all());
        let index = first.len();
        let path = "id".to_owned();
        prop_assert_eq!(refused, Err(PatchError::Mutability { index, path, problem: "is read-only" }));
    }

    #[test]
    fn operations_in_one_request_do_what_they_do_in_two(
        before in arbitrary::user(),
        first in operations().prop_map(without_clearing),
        second in operations().prop_map(without_clearing),
    ) {
        prop_assume!(!first.is_empty() && !second.is_empty());
        let together = as_json(&[first.clone(), second.clone()].concat());
        let halfway = patch(user(), before.clone(), as_json(&first), &tolerances(true));
        let at_once = patch(user(), before, together, &tolerances(true));
        // What the first leaves without a value is refused, unless the second gives it one.
        if let Ok(halfway) = halfway {
            let apart = patch(user(), halfway, as_json(&second), &tolerances(true));
            prop_assert_eq!(at_once.ok(), apart.ok());
        }
    }
}
