//! PATCH requests as identity providers send them, beyond the letter of the RFC.

use scim::patch::PatchError;
use scim::schema::{Extension, builtin};
use scim::{ScimType, Tolerances};
use serde_json::{Value, json};

use crate::world::{ENTERPRISE, group, patch, user};

fn on_user(before: Value, operations: Value) -> Value {
    patch(user(), before, operations, &Tolerances::all()).unwrap()
}

fn on_group(before: Value, operations: Value) -> Value {
    patch(group(), before, operations, &Tolerances::all()).unwrap()
}

fn group_of(members: Value) -> Value {
    json!({"displayName": "G", "members": members})
}

fn refused_to_the_letter(before: Value, operations: Value) -> ScimType {
    let of = if before.get("userName").is_some() { user() } else { group() };
    patch(of, before, operations, &Tolerances::none()).unwrap_err().scim_type()
}

#[test]
fn entra_id_disables_with_a_string() {
    let operations = json!([{"op": "Replace", "path": "active", "value": "False"}]);
    let before = json!({"userName": "a", "active": true});
    assert_eq!(
        on_user(before.clone(), operations.clone()),
        json!({"userName": "a", "active": false})
    );
    assert_eq!(refused_to_the_letter(before, operations), ScimType::InvalidValue);
}

#[test]
fn entra_id_changes_several_attributes_at_once() {
    let before = json!({
        "userName": "a",
        "name": {"givenName": "Alice", "familyName": "Example"},
        "emails": [{"value": "a@example.com", "type": "work", "primary": true}],
    });
    let operations = json!([
        {"op": "Replace", "path": "emails[type eq \"work\"].value", "value": "updated@microsoft.com"},
        {"op": "Replace", "path": "name.familyName", "value": "updatedFamilyName"},
    ]);
    assert_eq!(
        on_user(before, operations),
        json!({
            "userName": "a",
            "name": {"givenName": "Alice", "familyName": "updatedFamilyName"},
            "emails": [{"value": "updated@microsoft.com", "type": "work", "primary": true}],
        })
    );
}

#[test]
fn entra_id_writes_to_elements_that_are_not_there_yet() {
    let operations = json!([
        {"op": "Add", "path": "emails[type eq \"work\"].value", "value": "a@corp.example"},
        {"op": "Add", "path": "phoneNumbers[type eq \"work\"].value", "value": "+1 425 555 0100"},
        {"op": "Add", "path": "phoneNumbers[type eq \"mobile\"].value", "value": "+1 425 555 0101"},
        {"op": "Add", "path": "addresses[type eq \"work\"].formatted", "value": "1 Main St"},
        {"op": "Add", "path": "addresses[type eq \"work\"].locality", "value": "Redmond"},
        {"op": "Replace", "path": "roles[primary eq \"True\"].display", "value": "Editor"},
        {"op": "Replace", "path": "roles[primary eq \"True\"].value", "value": "editor"},
    ]);
    assert_eq!(
        on_user(json!({"userName": "a"}), operations),
        json!({
            "userName": "a",
            "emails": [{"type": "work", "value": "a@corp.example"}],
            "phoneNumbers": [
                {"type": "work", "value": "+1 425 555 0100"},
                {"type": "mobile", "value": "+1 425 555 0101"},
            ],
            "addresses": [{"type": "work", "formatted": "1 Main St", "locality": "Redmond"}],
            "roles": [{"primary": true, "display": "Editor", "value": "editor"}],
        })
    );
}

#[test]
fn only_equality_says_what_to_create() {
    for filter in
        ["type ne \"work\"", "type eq \"a\" or type eq \"b\"", "not (type eq \"a\")", "type pr"]
    {
        let operations =
            json!([{"op": "Add", "path": format!("emails[{filter}].value"), "value": "x"}]);
        let refused = patch(user(), json!({"userName": "a"}), operations, &Tolerances::all());
        assert!(matches!(refused, Err(PatchError::NoTarget { .. })), "{filter}: {refused:?}");
    }
    let path = "emails[type eq \"work\" and primary eq true].value";
    assert_eq!(
        on_user(json!({"userName": "a"}), json!([{"op": "Add", "path": path, "value": "x"}])),
        json!({"userName": "a", "emails": [{"type": "work", "primary": true, "value": "x"}]})
    );
}

#[test]
fn what_is_created_could_have_been_sent() {
    let before = json!({"userName": "a"});
    let add = |path: &str, value: &str| json!([{"op": "Add", "path": path, "value": value}]);
    assert_eq!(
        on_user(before.clone(), add("phoneNumbers[type eq \"\"].value", "+1")),
        json!({"userName": "a", "phoneNumbers": [{"value": "+1"}]})
    );
    let no_base64 = add("x509Certificates[value eq \"no base64!\"].type", "t");
    let refused = patch(user(), before, no_base64, &Tolerances::all());
    assert!(matches!(refused, Err(PatchError::NoTarget { .. })), "{refused:?}");
}

#[test]
fn clearing_what_is_not_there_creates_nothing() {
    let before = json!({"userName": "a"});
    let operations =
        json!([{"op": "Replace", "path": "emails[type eq \"work\"].value", "value": ""}]);
    assert_eq!(on_user(before.clone(), operations.clone()), before);
    assert_eq!(refused_to_the_letter(before, operations), ScimType::NoTarget);
}

#[test]
fn entra_id_finds_a_role_by_a_boolean_in_a_string() {
    let before = json!({"userName": "a", "roles": [{"value": "viewer", "primary": true}, {"value": "other"}]});
    let operations =
        json!([{"op": "Replace", "path": "roles[primary eq \"True\"].value", "value": "editor"}]);
    assert_eq!(
        on_user(before, operations)["roles"],
        json!([{"value": "editor", "primary": true}, {"value": "other"}])
    );
}

#[test]
fn entra_id_sends_paths_as_names() {
    let operations = json!([{"op": "replace", "value": {
        "displayName": "Babs Jensen",
        "name.givenName": "Barbara",
        "name.familyName": "Jensen",
        format!("{ENTERPRISE}:employeeNumber"): "701984",
        ENTERPRISE: {"department": "Tours"},
    }}]);
    assert_eq!(
        on_user(json!({"userName": "a", "name": {"middleName": "J"}}), operations),
        json!({
            "userName": "a",
            "name": {"middleName": "J", "givenName": "Barbara", "familyName": "Jensen"},
            "displayName": "Babs Jensen",
            ENTERPRISE: {"employeeNumber": "701984", "department": "Tours"},
        })
    );
}

#[test]
fn entra_id_sends_a_manager_in_every_way() {
    let path = format!("{ENTERPRISE}:manager");
    let managed = |manager: Value| json!({"userName": "a", ENTERPRISE: {"manager": manager}});
    let before = json!({"userName": "a"});
    let operations = json!([{"op": "Add", "path": path, "value": "boss"}]);
    assert_eq!(on_user(before.clone(), operations.clone()), managed(json!({"value": "boss"})));
    assert_eq!(refused_to_the_letter(before.clone(), operations), ScimType::InvalidValue);

    let value = json!([{"$ref": "http://scim.example/Users/boss", "value": "boss"}]);
    let operations = json!([{"op": "Add", "path": "manager", "value": value}]);
    assert_eq!(on_user(before.clone(), operations.clone()), managed(value[0].clone()));
    assert_eq!(refused_to_the_letter(before.clone(), operations), ScimType::InvalidPath);

    for operation in [
        json!({"op": "Remove", "path": path}),
        json!({"op": "Remove", "path": path, "value": "boss"}),
        json!({"op": "Replace", "path": path, "value": ""}),
    ] {
        assert_eq!(on_user(managed(json!({"value": "boss"})), json!([operation])), before);
    }
}

#[test]
fn entra_id_removes_members_by_a_list_of_values() {
    let before = group_of(json!([{"value": "a", "display": "Alice"}, {"value": "b"}]));
    for listed in
        [json!([{"$ref": null, "value": "a"}]), json!({"value": "a"}), json!("a"), json!(["a"])]
    {
        let operations = json!([{"op": "Remove", "path": "members", "value": listed}]);
        assert_eq!(on_group(before.clone(), operations.clone()), group_of(json!([{"value": "b"}])));
        assert_eq!(refused_to_the_letter(before.clone(), operations), ScimType::InvalidSyntax);
    }
}

#[test]
fn a_list_that_names_nobody_removes_nobody() {
    let before = group_of(json!([{"value": "a"}, {"value": "b"}]));
    for listed in [json!([]), json!([{"value": "c"}]), json!([{"display": "Alice"}]), json!("")] {
        let operations = json!([{"op": "remove", "path": "members", "value": listed}]);
        assert_eq!(on_group(before.clone(), operations), before);
    }
    let operations =
        json!([{"op": "remove", "path": "members", "value": [{"value": "a"}, {"value": "b"}]}]);
    assert_eq!(on_group(before, operations), json!({"displayName": "G"}));
}

#[test]
fn a_listed_value_without_a_type_means_every_type() {
    let before = json!({"userName": "a", "emails": [
        {"value": "x", "type": "work", "primary": true}, {"value": "x", "type": "home"}, {"value": "y"},
    ]});
    let remove = |listed: Value| {
        let operations = json!([{"op": "remove", "path": "emails", "value": [listed]}]);
        on_user(before.clone(), operations)["emails"].clone()
    };
    assert_eq!(remove(json!({"value": "X"})), json!([{"value": "y"}]));
    assert_eq!(
        remove(json!({"value": "x", "type": "HOME", "primary": true})),
        json!([{"value": "x", "type": "work", "primary": true}, {"value": "y"}])
    );
    assert_eq!(remove(json!({"value": "z", "type": "work"})), before["emails"]);
}

#[test]
fn a_list_of_values_of_one_part_is_refused() {
    let before = json!({"userName": "a", "emails": [{"value": "x"}, {"value": "y"}]});
    let operations = json!([{"op": "remove", "path": "emails.value", "value": "x"}]);
    let refused = patch(user(), before, operations, &Tolerances::all()).unwrap_err();
    assert_eq!(refused.scim_type(), ScimType::InvalidSyntax);
}

#[test]
fn members_may_be_added_as_bare_ids_or_one_object() {
    let members = group_of(json!([{"value": "a"}]));
    for value in
        [json!("a"), json!(["a"]), json!({"value": "a"}), json!([{"$ref": null, "value": "a"}])]
    {
        let operations = json!([{"op": "add", "path": "members", "value": value}]);
        assert_eq!(on_group(json!({"displayName": "G"}), operations), members);
    }
    let pathless = json!([{"op": "add", "value": {"members": [{"value": "a"}]}}]);
    assert_eq!(on_group(json!({"displayName": "G"}), pathless), members);
}

#[test]
fn okta_and_authentik_repeat_the_whole_group() {
    let operations = json!([{"op": "replace", "value": {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
        "id": "own-id",
        "externalId": "ak-g",
        "displayName": "engineering-2",
        "shoeSize": 42,
    }}]);
    assert_eq!(
        on_group(json!({"displayName": "engineering"}), operations),
        json!({"displayName": "engineering-2", "externalId": "ak-g"})
    );
}

#[test]
fn okta_pushes_an_empty_group() {
    let operations = json!([{"op": "replace", "path": "members", "value": []}]);
    assert_eq!(
        on_group(group_of(json!([{"value": "a"}])), operations),
        json!({"displayName": "G"})
    );
}

#[test]
fn json_in_a_string_is_a_string() {
    let value = "{\"id\":\"06b07648\",\"value\":\"Admin\"}";
    let operations = json!([{"op": "Add", "path": "roles", "value": [{"value": value}]}]);
    assert_eq!(on_user(json!({"userName": "a"}), operations)["roles"], json!([{"value": value}]));
}

#[test]
fn an_extension_the_server_alone_writes_may_be_repeated() {
    let mut of = user().clone();
    of.extensions.push(Extension {
        schema: builtin::atlassian_external(),
        required: false,
        unlisted: false,
    });
    let urn = "urn:scim:schemas:extension:atlassian-external:1.0";
    let before = json!({"userName": "a", urn: {"atlassianAccountId": "42"}});
    for sent in [json!({"atlassianAccountId": "7"}), json!({}), json!(null)] {
        for op in ["add", "replace"] {
            let operations = json!([{"op": op, "value": {urn: sent}}]);
            assert_eq!(
                patch(&of, before.clone(), operations, &Tolerances::all()),
                Ok(before.clone())
            );
        }
    }
    let removed = patch(&of, before, json!([{"op": "remove", "path": urn}]), &Tolerances::all());
    assert_eq!(removed.unwrap_err().scim_type(), ScimType::Mutability);
}
