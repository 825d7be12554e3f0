use serde_json::json;

use super::*;

fn read(body: Value) -> Result<SearchRequest, SearchError> {
    let Value::Object(body) = body else { panic!("no object: {body}") };
    SearchRequest::read(body, &Tolerances::none())
}

fn with(member: &str, value: Value) -> Value {
    let mut body = json!({ "schemas": [SEARCH_REQUEST] });
    body[member] = value;
    body
}

#[test]
fn every_member_is_read() {
    let body = json!({
        "schemas": [SEARCH_REQUEST],
        "attributes": ["userName", "emails.value"],
        "excludedAttributes": [],
        "filter": "userName pr",
        "SORTBY": "userName",
        "sortOrder": "descending",
        "startIndex": -3,
        "count": 18_446_744_073_709_551_615_u64,
        "cursor": "",
        "more": true,
    });
    let expected = SearchRequest {
        attributes: vec!["userName".to_owned(), "emails.value".to_owned()],
        excluded_attributes: vec![],
        filter: Some("userName pr".to_owned()),
        sort_by: Some("userName".to_owned()),
        sort_order: Some("descending".to_owned()),
        start_index: Some(-3),
        count: Some(i64::MAX),
        cursor: Some(String::new()),
    };
    assert_eq!(read(body), Ok(expected));
    assert_eq!(read(with("filter", Value::Null)), Ok(SearchRequest::default()));
}

#[test]
fn t73_names_of_attributes_are_arrays() {
    for value in [json!("userName,emails"), json!([1]), json!({})] {
        let error = read(with("attributes", value)).unwrap_err();
        assert_eq!(error.to_string(), "`attributes` of a query must be an array of strings");
        assert_eq!(error.scim_type(), ScimType::InvalidValue);
    }
}

#[test]
fn a_member_of_the_wrong_type_is_refused() {
    for (member, value) in [
        ("filter", json!(1)),
        ("sortBy", json!(["userName"])),
        ("sortOrder", json!(true)),
        ("cursor", json!(7)),
        ("startIndex", json!("1")),
        ("startIndex", json!(1.5)),
        ("count", json!(1e3)),
        ("count", json!([])),
    ] {
        let error = read(with(member, value)).unwrap_err();
        assert!(error.to_string().contains(member), "{error}");
        assert_eq!(error.scim_type(), ScimType::InvalidValue, "{member}");
    }
}

#[test]
fn another_message_is_refused() {
    for schemas in
        [json!(null), json!([]), json!([crate::message::PATCH_OP]), json!(SEARCH_REQUEST)]
    {
        assert_eq!(read(json!({ "schemas": schemas })), Err(SearchError::Schemas), "{schemas}");
    }
    assert!(read(json!({ "schemas": [SEARCH_REQUEST.to_uppercase()] })).is_ok());
    let tolerant = Tolerances { missing_schemas: true, ..Tolerances::none() };
    assert_eq!(SearchRequest::read(Map::new(), &tolerant), Ok(SearchRequest::default()));
}
