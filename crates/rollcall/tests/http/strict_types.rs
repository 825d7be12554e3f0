//! Every answer of the `standard` profile that went well, in any story, is read once more: by the strict types of
//! `scim_v2`, a crate of others, which checks what RFC 7643 and 7644 require of an answer.

use scim_v2::models::others::{ListResponse, Resource};
use scim_v2::models::service_provider_config::ServiceProviderConfig;
use scim_v2::models::{
    group::Group, resource_types::ResourceType, scim_schema::Schema, user::User,
};
use scim_v2::{Context, Validate};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// An answer for which the types are narrower than the RFCs.
struct Exception {
    /// Whether it is one, by what was asked for and by the answer.
    applies: fn(&Asked<'_>, &Value) -> bool,
    /// What it takes for the types to read the rest; nothing if they can't.
    complete: Option<fn(&mut Value)>,
    /// Why the answer is right.
    why: &'static str,
}

/// Every exception there is.
const EXCEPTIONS: &[Exception] = &[
    Exception {
        applies: |asked, _| asked.is_projected,
        complete: Some(|body| {
            each_resource(body, |resource| {
                fill(resource, "userName", "left out");
                fill(resource, "displayName", "left out");
            });
        }),
        why: "the types require userName and displayName; RFC 7644 §3.9 lets a client leave them out",
    },
    Exception {
        applies: |asked, body| asked.by_cursor || body.get("nextCursor").is_some(),
        complete: Some(|body| {
            let count = body["Resources"].as_array().map_or(0, Vec::len);
            fill(body, "startIndex", 1);
            fill(body, "totalResults", count);
        }),
        why: "the types require startIndex and totalResults of a part of a list; RFC 9865 has nextCursor instead, \
              and lets a service leave the total out",
    },
    Exception {
        applies: |asked, _| asked.tail.ends_with("/Bulk"),
        complete: None,
        why: "the crate has no type for a bulk response (RFC 7644 §3.7)",
    },
    Exception {
        applies: |asked, _| asked.tail.ends_with("/members") || asked.tail.ends_with("/groups"),
        complete: None,
        why: "members and groups in pages are an extension of Rollcall: the resources of such a list are values of \
              an attribute",
    },
];

/// What was asked for.
struct Asked<'r> {
    /// The path behind the base URL.
    tail: &'r str,
    /// Whether only some attributes are wanted.
    is_projected: bool,
    /// Whether the page is one by cursor.
    by_cursor: bool,
}

/// Reads the body of an answer with a status of 2xx. What is wrong with it, if something is.
pub(crate) fn read(url: &str, message: Option<&[u8]>, body: &Value) -> Result<(), String> {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let tail = path.split_once("/scim/directory/").map_or("", |(_, rest)| rest);
    let tail = tail.find('/').map_or("", |slash| &tail[slash..]);
    let message: Value =
        message.and_then(|body| serde_json::from_slice(body).ok()).unwrap_or_default();
    let search = tail.ends_with("/.search");
    let names =
        |name: &str| query.contains(&format!("{name}=")) || (search && message.get(name).is_some());
    let asked = Asked {
        tail,
        is_projected: names("attributes") || names("excludedAttributes"),
        by_cursor: names("cursor"),
    };
    let applies = |exception: &&Exception| (exception.applies)(&asked, body);
    let exceptions: Vec<&Exception> = EXCEPTIONS.iter().filter(applies).collect();
    let mut completed = body.clone();
    for exception in &exceptions {
        match exception.complete {
            Some(complete) => complete(&mut completed),
            None => return Ok(()),
        }
    }
    let allowed = exceptions.iter().map(|exception| format!("; allowed for: {}", exception.why));
    typed(&completed).map_err(|problem| problem + &allowed.collect::<String>())
}

/// Reads a body as the type its `schemas` name.
fn typed(body: &Value) -> Result<(), String> {
    let is = |urn: &str| body["schemas"].as_array().is_some_and(|all| all.contains(&json!(urn)));
    if is(scim_v2::schema_urns::LIST_RESPONSE) {
        strictly::<ListResponse<Resource<String>>>(body)
    } else if is(scim_v2::schema_urns::USER) {
        strictly::<User<String>>(body)
    } else if is(scim_v2::schema_urns::GROUP) {
        strictly::<Group<String>>(body)
    } else if is(scim_v2::schema_urns::SCHEMA) {
        strictly::<Schema>(body)
    } else if is(scim_v2::schema_urns::RESOURCE_TYPE) {
        strictly::<ResourceType>(body)
    } else if is(scim_v2::schema_urns::SERVICE_PROVIDER_CONFIG) {
        strictly::<ServiceProviderConfig>(body)
    } else {
        Err(format!("`schemas` names nothing known: {}", body["schemas"]))
    }
}

fn strictly<T: DeserializeOwned + Validate>(body: &Value) -> Result<(), String> {
    let value: T = serde_json::from_value(body.clone()).map_err(|error| error.to_string())?;
    value.validate_as(Context::Response).map_err(|error| error.to_string())
}

/// Does it to every resource of a list, or to the one that is the body.
fn each_resource(body: &mut Value, act: impl Fn(&mut Value)) {
    match body.get_mut("Resources").and_then(Value::as_array_mut) {
        Some(resources) => resources.iter_mut().for_each(act),
        None => act(body),
    }
}

/// Sets a member that is not there.
fn fill(object: &mut Value, name: &str, value: impl Into<Value>) {
    if let Some(members) = object.as_object_mut()
        && !members.contains_key(name)
    {
        members.insert(name.to_owned(), value.into());
    }
}

#[test]
fn the_types_tell_a_right_answer_from_a_wrong_one() {
    let user = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "id": "1",
        "userName": "ann",
        "emails": [{ "value": "ann@example.com", "primary": true }],
    });
    let url = "http://localhost/scim/directory/1/Users/1";
    assert_eq!(read(url, None, &user), Ok(()));
    for (member, wrong) in [
        ("id", json!(null)),
        ("userName", json!(7)),
        ("emails", json!({ "value": "ann@example.com" })),
        ("emails", json!([{ "primary": true }, { "primary": true }])),
        ("password", json!("secret")),
        ("schemas", json!([])),
        ("meta", json!({ "created": "yesterday" })),
    ] {
        let mut user = user.clone();
        user[member] = wrong;
        assert!(read(url, None, &user).is_err(), "{user} is taken");
    }
    let mut nameless = user;
    nameless.as_object_mut().expect("an object").remove("userName");
    assert!(read(url, None, &nameless).is_err(), "a user without a name is taken");
    assert_eq!(read(&format!("{url}?attributes=emails"), None, &nameless), Ok(()));
}
