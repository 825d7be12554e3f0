//! The examples of RFC 7644 §3.5.2, as they stand there.

use scim::patch::PatchError;
use scim::{ScimType, Tolerances};
use serde_json::{Value, json};

use crate::world::{ENTERPRISE, group, patch, patch_group, patch_user};

const BABS: &str = "2819c223-7f76-453a-919d-413861904646";
const JAMES: &str = "08e1d05d-121c-4561-8b96-473d93df9210";

fn babs() -> Value {
    json!({"$ref": format!("https://example.com/v2/Users/{BABS}"), "value": BABS})
}

fn james() -> Value {
    json!({"$ref": format!("https://example.com/v2/Users/{JAMES}"), "value": JAMES})
}

fn tour_guides(members: &Value) -> Value {
    json!({"displayName": "Tour Guides", "members": members})
}

fn barbara() -> Value {
    json!({
        "userName": "bjensen",
        "displayName": "Barbara",
        "name": {"givenName": "Barbara", "formatted": "Ms. Barbara"},
        "emails": [
            {"value": "bjensen@example.com", "type": "work", "primary": true},
            {"value": "babs@jensen.org", "type": "home"},
        ],
        "addresses": [
            {"type": "work", "streetAddress": "100 Universal City Plaza", "primary": true},
            {"type": "home", "streetAddress": "456 Hollywood Blvd"},
        ],
    })
}

#[test]
fn add_a_member() {
    let after = patch_group(
        tour_guides(&json!([james()])),
        json!([{"op": "add", "path": "members", "value": [babs()]}]),
    );
    assert_eq!(after, tour_guides(&json!([james(), babs()])));
}

/// The RFC's example sends `display`; it is the service that fills it, so a client's is not kept.
#[test]
fn the_name_of_a_member_is_not_the_clients_to_set() {
    let named = json!({"value": BABS, "display": "Babs Jensen"});
    let after = patch_group(
        tour_guides(&json!([james()])),
        json!([{"op": "add", "path": "members", "value": [named]}]),
    );
    assert_eq!(after, tour_guides(&json!([james(), {"value": BABS}])));
}

#[test]
fn add_without_a_path() {
    let after = patch_user(
        barbara(),
        json!([{"op": "add", "value": {
            "emails": [{"value": "babs@example.org", "type": "other"}],
            "nickName": "Babs",
        }}]),
    );
    assert_eq!(after["emails"].as_array().unwrap().len(), 3);
    assert_eq!(after["emails"][2], json!({"value": "babs@example.org", "type": "other"}));
    assert_eq!(after["nickName"], "Babs");
    assert_eq!(after["emails"][0], barbara()["emails"][0]);
}

#[test]
fn remove_one_member_by_its_value() {
    let after = patch_group(
        tour_guides(&json!([babs(), james()])),
        json!([{"op": "remove", "path": format!("members[value eq \"{BABS}\"]")}]),
    );
    assert_eq!(after, tour_guides(&json!([james()])));
}

#[test]
fn remove_all_members() {
    let after = patch_group(
        tour_guides(&json!([babs(), james()])),
        json!([{"op": "remove", "path": "members"}]),
    );
    assert_eq!(after, json!({"displayName": "Tour Guides"}));
}

#[test]
fn remove_a_value_by_a_compound_filter() {
    let after = patch_user(
        barbara(),
        json!([{"op": "remove", "path": "emails[type eq \"work\" and value ew \"example.com\"]"}]),
    );
    assert_eq!(after["emails"], json!([{"value": "babs@jensen.org", "type": "home"}]));
}

#[test]
fn remove_one_member_and_add_another() {
    let after = patch_group(
        tour_guides(&json!([babs()])),
        json!([
            {"op": "remove", "path": format!("members[value eq \"{BABS}\"]")},
            {"op": "add", "path": "members", "value": [james()]},
        ]),
    );
    assert_eq!(after, tour_guides(&json!([james()])));
}

#[test]
fn replace_all_members() {
    let after = patch_group(
        tour_guides(&json!([babs()])),
        json!([{"op": "replace", "path": "members", "value": [james(), babs()]}]),
    );
    assert_eq!(after, tour_guides(&json!([james(), babs()])));
}

#[test]
fn replace_an_address_whole() {
    let work = json!({
        "type": "work",
        "streetAddress": "911 Universal City Plaza",
        "locality": "Hollywood",
        "region": "CA",
        "postalCode": "91608",
        "country": "US",
        "formatted": "911 Universal City Plaza\nHollywood, CA 91608 US",
        "primary": true,
    });
    let after = patch_user(
        barbara(),
        json!([{"op": "replace", "path": "addresses[type eq \"work\"]", "value": work}]),
    );
    assert_eq!(after["addresses"], json!([work, barbara()["addresses"][1]]));
}

#[test]
fn replace_one_part_of_an_address() {
    let after = patch_user(
        barbara(),
        json!([{
            "op": "replace",
            "path": "addresses[type eq \"work\"].streetAddress",
            "value": "1010 Broadway Ave",
        }]),
    );
    assert_eq!(
        after["addresses"],
        json!([
            {"type": "work", "streetAddress": "1010 Broadway Ave", "primary": true},
            {"type": "home", "streetAddress": "456 Hollywood Blvd"},
        ])
    );
}

#[test]
fn replace_without_a_path_leaves_what_is_not_named() {
    let after = patch_user(
        barbara(),
        json!([{"op": "replace", "value": {
            "emails": [
                {"value": "bjensen@example.com", "type": "work", "primary": true},
                {"value": "babs@jensen.org", "type": "home"},
            ],
            "nickName": "Babs",
        }}]),
    );
    let mut expected = barbara();
    expected["nickName"] = json!("Babs");
    assert_eq!(after, expected);
}

#[test]
fn remove_without_a_path_is_refused() {
    let refused = patch(
        group(),
        tour_guides(&json!([babs()])),
        json!([{"op": "remove"}]),
        &Tolerances::all(),
    )
    .unwrap_err();
    assert_eq!(refused, PatchError::NoPath { index: 0 });
    assert_eq!(refused.scim_type(), ScimType::NoTarget);
}

#[test]
fn paths_of_every_form() {
    let mut before = barbara();
    before[ENTERPRISE] = json!({"department": "Tours"});
    let after = patch_user(
        before,
        json!([
            {"op": "replace", "path": "NAME.familyName", "value": "Jensen"},
            {"op": "add", "path": "urn:ietf:params:scim:schemas:core:2.0:User:title", "value": "Guide"},
            {"op": "add", "path": format!("{ENTERPRISE}:manager.value"), "value": "26118915"},
            {"op": "add", "path": ENTERPRISE, "value": {"costCenter": "4130"}},
            {"op": "replace", "path": format!("{}:Department", ENTERPRISE.to_lowercase()), "value": "Sales"},
        ]),
    );
    let mut expected = barbara();
    expected["name"]["familyName"] = json!("Jensen");
    expected["title"] = json!("Guide");
    expected[ENTERPRISE] =
        json!({"department": "Sales", "manager": {"value": "26118915"}, "costCenter": "4130"});
    assert_eq!(after, expected);
}
