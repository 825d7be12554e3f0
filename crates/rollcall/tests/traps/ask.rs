//! What many traps ask, in the spelling of people.

use std::fmt::Write as _;

use directory::model::Kind;
use directory::profile::ProfileName::{Standard, Strict};
use serde_json::{Value, json};

use crate::world::{Exchange, Tenant, story_in};

/// The schema of users.
pub(crate) const USER: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
/// The schema of groups.
pub(crate) const GROUP: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";
/// The enterprise extension of users.
pub(crate) const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
/// The message of a PATCH.
pub(crate) const PATCH_OP: &str = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
/// An id that nobody has.
pub(crate) const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

/// Tells a story once in each profile that speaks the RFCs.
pub(crate) async fn in_both(tell: impl AsyncFn(&Tenant)) {
    for profile in [Standard, Strict] {
        story_in(profile, async |tenant| tell(tenant).await).await;
    }
}

/// Text, percent-encoded.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").expect("a text");
        }
        encoded
    })
}

/// The path of a list by filter, the filter written as people write it.
pub(crate) fn filtered(endpoint: &str, filter: &str) -> String {
    format!("{endpoint}?filter={}", encoded(filter))
}

/// Whom a list holds, in its order: by `userName` without `@example.com`, or by `displayName`.
#[track_caller]
pub(crate) fn names(list: &Exchange) -> Vec<String> {
    let resources =
        list.at("/Resources").as_array().unwrap_or_else(|| panic!("no list in\n{list}"));
    let name = |one: &Value| {
        let name = one.get("userName").or(one.get("displayName")).and_then(Value::as_str);
        name.unwrap_or_else(|| panic!("no name in {one}"))
            .trim_end_matches("@example.com")
            .to_owned()
    };
    resources.iter().map(name).collect()
}

/// Whom a filter finds; the answer must be right in its counts too.
pub(crate) async fn found(tenant: &Tenant, endpoint: &str, filter: &str) -> Vec<String> {
    let list = tenant.get(&filtered(endpoint, filter)).await.status(200);
    let names = names(&list);
    assert_eq!(list.at("/totalResults"), names.len(), "{filter}: {list}");
    names
}

/// Insists on whom each of these filters finds.
pub(crate) async fn finds(tenant: &Tenant, endpoint: &str, cases: &[(&str, &[&str])]) {
    for (filter, expected) in cases {
        assert_eq!(found(tenant, endpoint, filter).await, *expected, "{filter}");
    }
}

/// Insists that each of these filters is refused as none.
pub(crate) async fn no_filters(tenant: &Tenant, endpoint: &str, filters: &[&str]) {
    for filter in filters {
        let answer = tenant.get(&filtered(endpoint, filter)).await;
        assert_eq!(answer.code, 400, "{filter}: {answer}");
        answer.refused(400, Some("invalidFilter"));
    }
}

/// A PatchOp message of one operation.
pub(crate) fn op(op: &str, path: &str, value: Value) -> Value {
    let mut operation = json!({"op": op, "path": path});
    if !value.is_null() {
        operation["value"] = value;
    }
    json!({"schemas": [PATCH_OP], "Operations": [operation]})
}

/// What a client wrote of a resource: the answer without what the service adds, `active` true among it.
pub(crate) fn written(answer: &Exchange) -> Value {
    let mut body = answer.body.clone();
    let members = body.as_object_mut().unwrap_or_else(|| panic!("no resource in\n{answer}"));
    members.remove("id");
    members.remove("meta");
    if members.get("active") == Some(&json!(true)) {
        members.remove("active");
    }
    body
}

/// Adds a schema of the organization's own, which must succeed.
pub(crate) async fn add_schema(tenant: &Tenant, kind: Kind, schema: &Value, required: bool) {
    let (admin, id) = (tenant.admin(), tenant.directory().id);
    let document = schema.to_string();
    let added = tenant.service.add_schema(admin, id, kind, document.as_bytes(), required).await;
    added.unwrap_or_else(|error| panic!("{error}\n{schema}"));
}
