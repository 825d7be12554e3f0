//! What must stay as it is in a PUT.

use scim::ScimType;
use scim::resource::{ResourceError, check_immutable};
use serde_json::{Value, json};

use crate::world::{BADGE, group, stored, user};

fn changed(before: Value, after: Value) -> Option<String> {
    let (before, after) = (json!({BADGE: before}), json!({BADGE: after}));
    match check_immutable(&stored(before), &stored(after), user()) {
        Ok(()) => None,
        Err(error) => {
            assert_eq!(error.scim_type(), ScimType::Mutability);
            let ResourceError::Immutable { path } = error else { panic!("{error:?}") };
            Some(path)
        }
    }
}

#[test]
fn what_is_set_may_be_repeated_and_what_is_not_may_be_set() {
    assert_eq!(changed(json!({"number": 5}), json!({"number": 5})), None);
    assert_eq!(changed(json!({"rate": 5}), json!({"number": 5})), None);
}

#[test]
fn what_is_set_may_not_change_or_go() {
    let number = Some(format!("{BADGE}:number"));
    assert_eq!(changed(json!({"number": 5}), json!({"number": 6})), number);
    assert_eq!(changed(json!({"number": 5}), json!({"rate": 6})), number);
}

#[test]
fn values_are_compared_as_sets_by_their_case_rule() {
    let before = json!({"doors": ["North", "South"]});
    assert_eq!(changed(before.clone(), json!({"doors": ["south", "NORTH"]})), None);
    let doors = Some(format!("{BADGE}:doors"));
    assert_eq!(changed(before.clone(), json!({"doors": ["North"]})), doors);
    assert_eq!(changed(before, json!({"doors": ["North", "South", "East"]})), doors);
}

#[test]
fn a_part_of_a_complex_value_is_held_too() {
    let before = json!({"office": {"city": "Oslo", "country": "NO"}});
    assert_eq!(
        changed(before.clone(), json!({"office": {"city": "Bergen", "country": "no"}})),
        None
    );
    let country = Some(format!("{BADGE}:office.country"));
    assert_eq!(
        changed(before.clone(), json!({"office": {"city": "Oslo", "country": "SE"}})),
        country
    );
    assert_eq!(changed(before, json!({"rate": 1})), country);
}

#[test]
fn members_come_and_go_though_their_parts_are_immutable() {
    let before = stored(json!({"displayName": "G", "members": [{"value": "a"}, {"value": "b"}]}));
    let after = stored(json!({"displayName": "G", "members": [{"value": "c"}]}));
    assert_eq!(check_immutable(&before, &after, group()), Ok(()));
}
