//! What of a resource is sent.

use scim::projection::{Projection, ProjectionError};
use scim::{ResourceType, Tolerances};
use serde_json::{Value, json};

use crate::world::{BADGE, ENTERPRISE, group, user};

/// A user as the service would send it, computed attributes and all.
fn babs() -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", ENTERPRISE],
        "id": "1",
        "userName": "bjensen",
        "password": "never stored, and if it were, never sent",
        "name": {"givenName": "Barbara", "familyName": "Jensen"},
        "emails": [
            {"value": "w@example.com", "type": "work", "primary": true},
            {"value": "h@example.com", "type": "home"},
            {"type": "other"},
        ],
        "groups": [],
        ENTERPRISE: {"department": "Tours", "manager": {"value": "2", "displayName": "Boss"}},
        BADGE: {"secret": "s", "rate": 1},
        "meta": {"resourceType": "User", "version": "W/\"1\""},
    })
}

fn sent(of: &ResourceType, resource: Value, attributes: &str, excluded: &str) -> Value {
    let projection =
        Projection::parse(Some(attributes), Some(excluded), of, &Tolerances::all()).unwrap();
    let Value::Object(mut resource) = resource else { panic!("a resource is an object") };
    projection.apply(of, &mut resource);
    Value::Object(resource)
}

fn only(attributes: &str) -> Value {
    let Value::Object(mut sent) = sent(user(), babs(), attributes, "") else {
        panic!("a resource is an object")
    };
    assert_eq!(sent.shift_remove("schemas"), Some(babs()["schemas"].clone()));
    assert_eq!(sent.shift_remove("id"), Some(json!("1")));
    Value::Object(sent)
}

fn without(excluded: &str, gone: &[&str]) {
    let mut expected = sent(user(), babs(), "", "");
    for pointer in gone {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let parent = expected.pointer_mut(parent).unwrap();
        assert!(parent.as_object_mut().unwrap().shift_remove(name).is_some(), "{pointer}");
    }
    assert_eq!(sent(user(), babs(), "", excluded), expected, "{excluded}");
}

#[test]
fn by_default_all_is_sent_but_what_is_never_or_only_on_request() {
    let mut expected = babs();
    expected.as_object_mut().unwrap().shift_remove("password");
    expected[BADGE] = json!({"rate": 1});
    assert_eq!(sent(user(), babs(), "", ""), expected);
    assert_eq!(sent(user(), babs(), " , ,", ""), expected);
}

#[test]
fn attributes_name_what_is_sent_beside_id_and_schemas() {
    assert_eq!(only("userName"), json!({"userName": "bjensen"}));
    assert_eq!(only(" USERNAME , meta "), json!({"userName": "bjensen", "meta": babs()["meta"]}));
    assert_eq!(only("emails"), json!({"emails": babs()["emails"]}));
    assert_eq!(only("groups"), json!({"groups": []}));
    assert_eq!(only("shoeSize,,emails..x,"), json!({}));
    assert_eq!(only("password"), json!({}));
    assert_eq!(only("id"), json!({}));
}

#[test]
fn parts_come_in_their_attribute_without_their_siblings() {
    assert_eq!(only("name.givenName"), json!({"name": {"givenName": "Barbara"}}));
    assert_eq!(
        only("EMAILS.Value"),
        json!({"emails": [{"value": "w@example.com"}, {"value": "h@example.com"}]})
    );
    assert_eq!(only("name.middleName"), json!({}));
    assert_eq!(only("name.givenName,name"), json!({"name": babs()["name"]}));
    assert_eq!(only("name,name.givenName"), json!({"name": babs()["name"]}));
}

#[test]
fn names_may_carry_a_urn_and_an_extension_may_be_named_whole() {
    assert_eq!(
        only("urn:ietf:params:scim:schemas:core:2.0:User:name.familyName"),
        json!({"name": {"familyName": "Jensen"}})
    );
    assert_eq!(only(&ENTERPRISE.to_uppercase()), json!({ENTERPRISE: babs()[ENTERPRISE]}));
    assert_eq!(
        only(&format!("{ENTERPRISE}:manager.value")),
        json!({ENTERPRISE: {"manager": {"value": "2"}}})
    );
    assert_eq!(only("department"), json!({ENTERPRISE: {"department": "Tours"}}));
}

#[test]
fn what_is_sent_on_request_must_be_named_itself() {
    assert_eq!(only(&format!("{BADGE}:secret")), json!({BADGE: {"secret": "s"}}));
    without(&format!("{BADGE}:secret"), &[]);
}

#[test]
fn a_filter_in_a_name_is_passed_over() {
    for name in
        ["emails[type eq \"work\"]", "emails[type eq \"a]b\\\",c\" and value pr]", "emails[a,b"]
    {
        assert_eq!(only(name), json!({"emails": babs()["emails"]}));
    }
    assert_eq!(
        only("emails[type eq \"a,b\"].type,userName"),
        json!({
            "userName": "bjensen",
            "emails": [{"type": "work"}, {"type": "home"}, {"type": "other"}],
        })
    );
}

#[test]
fn excluded_attributes_are_left_out_but_never_what_is_always_sent() {
    without("userName,META", &["/userName", "/meta"]);
    without("id,schemas,shoeSize", &[]);
    without("emails.primary,emails.type.x", &["/emails/0/primary"]);
    without("name.givenName", &["/name/givenName"]);
    without("name.givenName,name.familyName", &["/name"]);
    without(ENTERPRISE, &[&format!("/{ENTERPRISE}")]);
    without(&format!("{ENTERPRISE}:department,manager"), &[&format!("/{ENTERPRISE}")]);
    without(
        &format!("{ENTERPRISE}:manager.displayName"),
        &[&format!("/{ENTERPRISE}/manager/displayName")],
    );
}

#[test]
fn an_element_of_which_nothing_is_left_goes() {
    let left = sent(user(), babs(), "", "emails.type");
    assert_eq!(
        left["emails"],
        json!([{"value": "w@example.com", "primary": true}, {"value": "h@example.com"}])
    );
}

#[test]
fn both_lists_at_once_are_refused() {
    let both = Projection::parse(Some("userName"), Some("name"), user(), &Tolerances::all());
    assert_eq!(both, Err(ProjectionError::Both));
    let arrays = Projection::from_lists(&["userName"], &["name"], user(), &Tolerances::all());
    assert_eq!(arrays, Err(ProjectionError::Both));
}

#[test]
fn arrays_mean_what_lists_mean() {
    let list =
        Projection::parse(Some("userName,name.givenName"), None, user(), &Tolerances::none());
    let arrays =
        Projection::from_lists(&["userName", "name.givenName"], &[], user(), &Tolerances::none());
    assert_eq!(arrays, list);
}

#[test]
fn a_caller_can_ask_what_it_need_not_compute() {
    let projection = |attributes, excluded| {
        Projection::parse(attributes, excluded, group(), &Tolerances::none()).unwrap()
    };
    assert!(projection(None, Some("")).is_default());
    assert!(projection(None, None).includes("members"));

    let excluded = projection(None, Some("MEMBERS,id"));
    assert!(!excluded.is_default());
    assert!(!excluded.includes("members"));
    assert!(excluded.includes("displayName"));
    assert!(excluded.includes("id"));
    assert!(projection(None, Some("members.display")).includes("members"));

    assert!(!projection(Some("displayName"), None).includes("members"));
    assert!(projection(Some("displayName"), None).includes("id"));
    assert!(projection(Some("members.value"), None).includes("members"));
    assert!(Projection::default().includes("members"));
}

#[test]
fn an_extension_is_included_by_its_urn() {
    let projection = |attributes, excluded| {
        Projection::parse(attributes, excluded, user(), &Tolerances::none()).unwrap()
    };
    let department = format!("{ENTERPRISE}:department");
    assert!(projection(Some(department.as_str()), None).includes(ENTERPRISE));
    assert!(!projection(Some("userName"), None).includes(ENTERPRISE));
    assert!(projection(None, Some(department.as_str())).includes(ENTERPRISE));
    assert!(!projection(None, Some(ENTERPRISE)).includes(ENTERPRISE));
}
