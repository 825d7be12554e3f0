//! The catalogue as a whole, and an action of one's own in it.

use serde_json::json;

use crate::{Catalogue, CatalogueError, Inputs, Tier};

/// An action that nobody has thought of, as somebody would add it.
const GREET: &str = "
name: greet-user
full_name: scim.greet_user
command: [user, greet]
title: Greet User
summary: Gives a user a nick name.
description: Gives a user a nick name.
effect: change
parameters:
  - {use: userId, required: true, positional: true}
  - {use: nickName, required: true, tier: basic, in: template}
request:
  service: scim
  method: PATCH
  path: /Users/{userId}
  body:
    schemas: [urn:ietf:params:scim:api:messages:2.0:PatchOp]
    Operations: [{op: replace, path: nickName, value: \"{nickName}\"}]
";

fn titles(catalogue: &Catalogue, action: &str, tier: Tier) -> Vec<String> {
    catalogue.get(action).unwrap().tier(tier).map(|one| one.title.clone()).collect()
}

#[test]
fn every_action_of_ours_is_whole() {
    let catalogue = Catalogue::builtin().unwrap();
    for action in catalogue.iter() {
        assert!(action.parameters.iter().all(|one| one.example.is_some()), "{}", action.name);
        assert!(!action.links.is_empty(), "{}", action.name);
        assert_eq!(catalogue.get(&action.full_name).unwrap().name, action.name);
        assert_eq!(catalogue.get(&action.title.replace(' ', "")).unwrap().name, action.name);
    }
}

#[test]
fn create_user_has_the_parameters_of_the_page_and_some_more() {
    let catalogue = Catalogue::builtin().unwrap();
    assert_eq!(titles(&catalogue, "create-user", Tier::Basic), ["User Name"]);
    assert_eq!(
        titles(&catalogue, "create-user", Tier::Advanced),
        [
            "Active",
            "Attributes",
            "Department",
            "Display Name",
            "Emails",
            "Excluded Attributes",
            "Name",
            "Nick Name",
            "Organization",
            "Phone Numbers",
            "Preferred Language",
            "Timezone",
            "Title",
            "External ID",
            "Employee Number",
            "Cost Center",
            "Division",
            "Manager",
            "If Exists",
        ]
    );
}

#[test]
fn an_action_is_known_by_any_of_its_names() {
    let catalogue = Catalogue::builtin().unwrap();
    for name in [
        "create-user",
        "Create User",
        "scim.create_user",
        "scim.CreateUser",
        "atlassian_user_provisioning.CreateUser",
    ] {
        assert_eq!(
            catalogue.get(name).map(|action| action.name.as_str()),
            Some("create-user"),
            "{name}"
        );
    }
    assert!(catalogue.get("scim.create").is_none());
    assert_eq!(catalogue.nearest("scim.crate_user"), Some("scim.create_user"));
}

#[test]
fn an_action_is_added_by_its_definition_alone() {
    let catalogue = Catalogue::builtin().unwrap().with(GREET).unwrap();
    let greet = catalogue.get("Greet User").unwrap();
    let inputs =
        Inputs::read(greet, [("User ID", json!("7")), ("nick_name", json!("Ada"))]).unwrap();
    insta::assert_snapshot!(greet.plan(&inputs).to_string(), @r#"
    PATCH /Users/7
    {
      "schemas": [
        "urn:ietf:params:scim:api:messages:2.0:PatchOp"
      ],
      "Operations": [
        {
          "op": "replace",
          "path": "nickName",
          "value": "Ada"
        }
      ]
    }
    "#);
    assert_eq!(greet.json_schema()["required"], json!(["userId", "nickName"]));
}

#[test]
fn a_definition_that_contradicts_itself_or_another_is_refused() {
    let add = |text: &str| Catalogue::builtin().unwrap().with(text).unwrap_err();
    let problem = |from: &str, to: &str| add(&GREET.replace(from, to)).to_string();
    assert_eq!(
        problem("/Users/{userId}", "/Users/{user}"),
        "greet-user: it speaks of `user`, which it has no parameter for"
    );
    assert_eq!(
        problem("value: \"{nickName}\"", "value: Ada"),
        "greet-user: Nick Name goes into the path or the body, and neither names it"
    );
    assert_eq!(
        problem("use: nickName", "use: petName"),
        "greet-user uses the parameter `petName`, which catalogue/parameters.yaml doesn't have"
    );
    assert_eq!(
        problem("[user, greet]", "[user, create]"),
        "greet-user answers to the same name or command as create-user: give it another"
    );
    assert!(matches!(add("name: [1"), CatalogueError::Yaml(_)));
    assert!(matches!(
        add(&GREET.replace("effect: change", "effect: magic")),
        CatalogueError::Shape { .. }
    ));
}
