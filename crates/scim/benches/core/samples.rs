//! What is measured: bodies as identity providers send them, and the resource types of the `standard` profile.

use std::sync::LazyLock;

use scim::schema::{Extension, builtin};
use scim::{Limits, Resource, ResourceType, Tolerances, json, resource};
use serde_json::{Map, Value};

/// A user as Okta creates one (POST).
pub(crate) const OKTA_USER: &[u8] = br#"{
  "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
  "userName": "ada.lovelace@example.com",
  "name": { "givenName": "Ada", "familyName": "Lovelace" },
  "emails": [
    { "primary": true, "value": "ada.lovelace@example.com", "type": "work" },
    { "primary": false, "value": "ada@home.example", "type": "home" }
  ],
  "phoneNumbers": [
    { "primary": true, "value": "+44 20 7946 0000", "type": "work" },
    { "primary": false, "value": "+44 7700 900000", "type": "mobile" }
  ],
  "displayName": "Ada Lovelace",
  "title": "Countess of Computing",
  "locale": "en-GB",
  "preferredLanguage": "en-GB",
  "timezone": "Europe/London",
  "externalId": "00u1dhhb1fkIGP7RL1d8",
  "groups": [],
  "password": "1mz050nq",
  "active": true
}"#;

/// A user as Entra ID creates one (POST): booleans as strings, a manager that is a bare id.
pub(crate) const ENTRA_USER: &[u8] = br#"{
  "schemas": [
    "urn:ietf:params:scim:schemas:core:2.0:User",
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
  ],
  "externalId": "58342554-38d6-4ec8-948c-50044d0a33fd",
  "userName": "grace.hopper@example.com",
  "active": "True",
  "displayName": "Grace Hopper",
  "title": "Rear Admiral",
  "emails": [{ "primary": "True", "type": "work", "value": "grace.hopper@example.com" }],
  "preferredLanguage": "en-US",
  "name": { "givenName": "Grace", "familyName": "Hopper", "formatted": "Grace Hopper" },
  "addresses": [{
    "type": "work", "formatted": "", "streetAddress": "1 Harbour Road", "locality": "Arlington",
    "region": "VA", "postalCode": "22202", "country": "US"
  }],
  "phoneNumbers": [
    { "type": "work", "value": "+1 425 555 0100" },
    { "type": "mobile", "value": "+1 425 555 0101" }
  ],
  "roles": [{ "primary": "True", "value": "officer" }],
  "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
    "employeeNumber": "701984",
    "department": "Compilers",
    "costCenter": "4130",
    "organization": "Navy",
    "manager": "26118915-6090-4610-87e4-49d8ca9f808d"
  }
}"#;

/// Okta deactivates a user (PATCH): no path.
pub(crate) const OKTA_DEACTIVATES: &[u8] = br#"{
  "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  "Operations": [{ "op": "replace", "value": { "active": false } }]
}"#;

/// Entra ID changes a user (PATCH): many operations, each with a path of one value.
pub(crate) const ENTRA_CHANGES: &[u8] = br#"{
  "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  "Operations": [
    { "op": "Replace", "path": "displayName", "value": "Grace Brewster Hopper" },
    { "op": "Replace", "path": "name.familyName", "value": "Brewster Hopper" },
    { "op": "Replace", "path": "emails[type eq \"work\"].value", "value": "gbh@example.com" },
    { "op": "Add", "path": "phoneNumbers[type eq \"fax\"].value", "value": "+1 425 555 0102" },
    { "op": "Replace", "path": "addresses[type eq \"work\"].locality", "value": "Washington" },
    { "op": "Add",
      "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
      "value": "Standards" },
    { "op": "Replace", "path": "active", "value": "False" }
  ]
}"#;

/// The `standard` profile takes whatever real clients send.
pub(crate) const TOLERANCES: Tolerances = Tolerances::all();

/// The bounds of a service.
pub(crate) static LIMITS: LazyLock<Limits> = LazyLock::new(Limits::default);

/// A `User` with the enterprise extension.
pub(crate) static USER: LazyLock<ResourceType> = LazyLock::new(|| ResourceType {
    name: "User".to_owned(),
    endpoint: "/Users".to_owned(),
    description: String::new(),
    schema: builtin::user(),
    extensions: vec![Extension {
        schema: builtin::enterprise_user(),
        required: false,
        unlisted: false,
    }],
});

/// A `Group`.
pub(crate) static GROUP: LazyLock<ResourceType> = LazyLock::new(|| ResourceType {
    name: "Group".to_owned(),
    endpoint: "/Groups".to_owned(),
    description: String::new(),
    schema: builtin::group(),
    extensions: Vec::new(),
});

/// A body as the members of an object.
pub(crate) fn members(body: &[u8]) -> Map<String, Value> {
    json::parse(body, LIMITS.json_depth).unwrap()
}

/// The user of a body, as it is kept.
pub(crate) fn user(body: &[u8]) -> Resource {
    resource::read(members(body), &USER, &TOLERANCES).unwrap()
}
