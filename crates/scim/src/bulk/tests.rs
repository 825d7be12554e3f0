//! What bulk messages say, before anything is done.

use serde_json::{Map, Value, json};

use super::*;
use crate::schema::{Extension, builtin};
use crate::{Limits, ResourceType, Tolerances};

fn object(value: Value) -> Map<String, Value> {
    serde_json::from_value(value).unwrap()
}

fn user() -> ResourceType {
    let schema = builtin::enterprise_user();
    ResourceType {
        name: "User".to_owned(),
        endpoint: "/Users".to_owned(),
        description: String::new(),
        schema: builtin::user(),
        extensions: vec![Extension { schema, required: false, unlisted: false }],
    }
}

fn group() -> ResourceType {
    ResourceType {
        name: "Group".to_owned(),
        endpoint: "/Groups".to_owned(),
        description: String::new(),
        schema: builtin::group(),
        extensions: Vec::new(),
    }
}

fn read(body: Value) -> Result<BulkRequest, BulkError> {
    BulkRequest::read(object(body), &Tolerances::none())
}

const URN: &str = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";

#[test]
fn a_request_is_opened() {
    let request = read(json!({
        "schemas": [URN],
        "failOnErrors": 2,
        "operations": [
            { "method": "POST", "path": "/Users", "bulkId": "a", "data": {} },
            { "METHOD": "delete", "path": "/Users/1", "version": "W/\"3\"", "data": null, "x": 1 },
        ],
    }))
    .unwrap();
    assert_eq!(request.fail_on_errors.map(Into::into), Some(2_usize));
    let deletes = BulkOperation {
        method: "delete".to_owned(),
        bulk_id: None,
        path: "/Users/1".to_owned(),
        version: Some("W/\"3\"".to_owned()),
        data: None,
    };
    assert_eq!(request.operations.get(1), Some(&deletes));
    assert_eq!(Method::parse("delete", &Tolerances::none()), None);
    assert_eq!(Method::parse("delete", &Tolerances::all()), Some(Method::Delete));
    assert_eq!(Method::parse("GET", &Tolerances::all()), None);
}

#[test]
fn what_is_no_bulk_request_is_refused_as_a_whole() {
    let post = json!({ "method": "POST", "path": "/Users", "bulkId": "a", "data": {} });
    let refused = [
        (json!({ "Operations": [] }), "schemas"),
        (json!({ "schemas": [URN] }), "Operations"),
        (json!({ "schemas": [URN], "Operations": {} }), "Operations"),
        (json!({ "schemas": [URN], "Operations": [], "failOnErrors": 0 }), "failOnErrors"),
        (json!({ "schemas": [URN], "Operations": [], "failOnErrors": "1" }), "failOnErrors"),
        (json!({ "schemas": [URN], "Operations": [1] }), "operation 1"),
        (json!({ "schemas": [URN], "Operations": [post, { "path": "/Users" }] }), "operation 2"),
        (json!({ "schemas": [URN], "Operations": [{ "method": "POST", "path": 1 }] }), "`path`"),
        (json!({ "schemas": [URN], "Operations": [post, post] }), "operation 2: the bulkId `a`"),
    ];
    for (body, place) in refused {
        let text = read(body.clone()).unwrap_err().to_string();
        assert!(text.contains(place), "{body}: {text}");
    }
}

#[test]
fn a_patch_may_come_without_its_envelope_where_that_is_tolerated() {
    let operation = json!({ "op": "remove", "path": "title" });
    let whole = json!({ "schemas": [crate::message::PATCH_OP], "Operations": [operation] });
    let all = Tolerances::all();
    for data in [whole.clone(), json!([operation]), operation.clone()] {
        assert_eq!(patch_message(data, &all), Some(object(whole.clone())));
    }
    let none = Tolerances::none();
    assert_eq!(patch_message(whole.clone(), &none), Some(object(whole)));
    assert_eq!(patch_message(json!([operation]), &none), None);
    assert_eq!(patch_message(operation.clone(), &none), Some(object(operation)));
    assert_eq!(patch_message(json!("x"), &all), None);
}

/// Replaces every reference by the id and URI of what it names.
fn put_in_place(mention: &mut Mention<'_>) {
    if let Some(name) = mention.bulk_id().map(str::to_owned) {
        mention.replace(&format!("id-of-{name}"), &format!("uri-of-{name}"));
    }
}

#[test]
fn references_in_a_document_are_those_the_schema_says() {
    let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    let mut document = object(json!({
        "userName": "bulkId:a",
        "profileUrl": "bulkId:a",
        "emails": [{ "value": "bulkId:a" }],
        "groups": [{ "value": "bulkId:a" }],
        enterprise: { "Manager": { "value": "bulkId:a", "$ref": "../Users/bulkId:a" } },
    }));
    attributes(&mut document, &user(), &mut |mut mention| {
        put_in_place(&mut mention);
        true
    });
    assert_eq!(
        Value::Object(document),
        json!({
            "userName": "bulkId:a",
            "profileUrl": "bulkId:a",
            "emails": [{ "value": "bulkId:a" }],
            "groups": [{ "value": "bulkId:a" }],
            enterprise: { "Manager": { "value": "id-of-a", "$ref": "uri-of-a" } },
        })
    );
}

#[test]
fn an_attribute_with_a_rejected_mention_is_taken_out() {
    let mut document = object(json!({
        "displayName": "x",
        "members": [{ "value": "bulkId:a" }, { "value": "y" }],
    }));
    attributes(&mut document, &group(), &mut |mention| mention.bulk_id().is_none());
    assert_eq!(Value::Object(document), json!({ "displayName": "x" }));
}

#[test]
fn references_in_a_patch_are_found_in_values_keys_and_filters() {
    let mut message = object(json!({ "operations": [
        { "op": "add", "path": "members", "value": [{ "value": "bulkId:a" }, { "value": "x" }] },
        { "op": "add", "path": "members", "value": "bulkId:a" },
        { "op": "add", "value": { "members": [{ "value": "bulkId:a" }], "displayName": "bulkId:a" } },
        { "op": "remove", "path": "members[value eq \"bulkId:a\" or value eq \"bulkId:a\\\"b\"]" },
        { "op": "replace", "path": "displayName", "value": "bulkId:a" },
    ] }));
    let visit = &mut |mut mention: Mention<'_>| put_in_place(&mut mention);
    operations(&mut message, &group(), &Tolerances::all(), &Limits::default(), visit);
    assert_eq!(
        Value::Object(message),
        json!({ "operations": [
            { "op": "add", "path": "members", "value": [{ "value": "id-of-a" }, { "value": "x" }] },
            { "op": "add", "path": "members", "value": "id-of-a" },
            { "op": "add", "value": { "members": [{ "value": "id-of-a" }], "displayName": "bulkId:a" } },
            { "op": "remove", "path": "members[value eq \"id-of-a\" or value eq \"id-of-a\\\"b\"]" },
            { "op": "replace", "path": "displayName", "value": "bulkId:a" },
        ] })
    );
}

#[test]
fn the_least_size_of_a_value_is_never_more_than_it_takes() {
    for value in [
        json!(null),
        json!([]),
        json!({}),
        json!([1, true, false, "ä\n"]),
        json!({ "a": { "b": [2.5] } }),
    ] {
        let written = value.to_string().len();
        let least = least_bytes(&value);
        assert!(least <= written && least + 4 >= written, "{value}: {least} of {written}");
    }
}
