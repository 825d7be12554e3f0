use serde_json::json;

use super::*;

#[test]
fn an_error_has_its_status_as_a_string() {
    let error = ErrorMessage::new(409, Some(ScimType::Uniqueness), "the name is taken");
    assert_eq!(
        serde_json::to_value(error).unwrap(),
        json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
            "status": "409",
            "scimType": "uniqueness",
            "detail": "the name is taken",
        })
    );
}

#[test]
fn an_error_without_a_keyword_has_no_scim_type() {
    assert_eq!(
        serde_json::to_value(ErrorMessage::new(404, None, "no such user")).unwrap(),
        json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
            "status": "404",
            "detail": "no such user",
        })
    );
}

#[test]
fn a_list_counts_its_page_and_keeps_the_total() {
    assert_eq!(
        serde_json::to_value(ListResponse::new(7, 3, vec![json!({"id": "a"}), json!({"id": "b"})]))
            .unwrap(),
        json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
            "totalResults": 7,
            "startIndex": 3,
            "itemsPerPage": 2,
            "Resources": [{"id": "a"}, {"id": "b"}],
        })
    );
}

#[test]
fn an_empty_list_still_has_resources() {
    assert_eq!(
        serde_json::to_value(ListResponse::<()>::new(0, 1, Vec::new())).unwrap()["Resources"],
        json!([])
    );
}
