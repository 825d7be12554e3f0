//! The users that help and demo show.

use serde_json::{Value, json};

const USER: &str = "urn:ietf:params:scim:schemas:core:2.0:User";

/// The least a user needs in every profile.
pub(super) fn small(email: &str) -> Value {
    json!({
        "schemas": [USER],
        "userName": email,
        "emails": [{"value": email, "type": "work", "primary": true}],
    })
}

/// A user with everything an administrator usually knows.
pub(super) fn full(email: &str) -> Value {
    json!({
        "schemas": [USER],
        "userName": email,
        "active": true,
        "displayName": "Ada Lovelace",
        "name": {"givenName": "Ada", "familyName": "Lovelace", "formatted": "Ada Lovelace"},
        "nickName": "Ada",
        "title": "Analyst",
        "department": "Engines",
        "organization": "Example Ltd",
        "emails": [{"value": email, "type": "work", "primary": true}],
        "phoneNumbers": [{"value": "+44 20 7946 0018", "type": "work", "primary": true}],
        "preferredLanguage": "en-GB",
        "timezone": "Europe/London",
    })
}
