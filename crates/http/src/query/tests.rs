use axum::response::IntoResponse as _;

use super::*;

fn filter(query: &str) -> Option<String> {
    list(Some(query)).unwrap().filter
}

async fn refusal(query: &str) -> (u16, String) {
    let response = list(Some(query)).unwrap_err().into_response();
    let status = response.status().as_u16();
    let body = axum::body::to_bytes(response.into_body(), 4096).await.unwrap();
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
    (status, body["scimType"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn values_are_decoded_once() {
    let quoted = "userName eq \"a b\"";
    assert_eq!(filter("filter=userName+eq+%22a+b%22").as_deref(), Some(quoted));
    assert_eq!(filter("filter=userName%20eq%20%22a%20b%22").as_deref(), Some(quoted));
    assert_eq!(filter("filter=a+eq+%22x%2By%22").as_deref(), Some("a eq \"x+y\""));
    assert_eq!(filter("filter=a+eq+%2525").as_deref(), Some("a eq %25"));
    assert_eq!(filter("filter=a eq b=c").as_deref(), Some("a eq b=c"));
}

#[test]
fn what_is_not_known_is_ignored() {
    let query = list(Some("sortby=userName&x=%FF&&Filter=no&count=2&foo")).unwrap();
    assert_eq!(query, ListQuery { count: Some(2), ..ListQuery::default() });
    assert_eq!(list(None).unwrap(), ListQuery::default());
    assert_eq!(list(Some("")).unwrap(), ListQuery::default());
}

#[test]
fn numbers_of_any_size_are_numbers() {
    let query = list(Some("startIndex=-5&count=99999999999999999999")).unwrap();
    assert_eq!((query.start_index, query.count), (Some(-5), Some(i64::MAX)));
    let query = list(Some("startIndex=-99999999999999999999&count=+3")).unwrap();
    assert_eq!((query.start_index, query.count), (Some(i64::MIN), Some(3)));
}

#[test]
fn what_of_a_resource_is_wanted() {
    let wanted = wanted(Some("attributes=userName%2Cemails.value&excludedAttributes")).unwrap();
    assert_eq!(wanted.attributes.as_deref(), Some("userName,emails.value"));
    assert_eq!(wanted.excluded_attributes.as_deref(), Some(""));
}

#[tokio::test]
async fn doubtful_parameters_are_refused() {
    for query in ["filter=", "filter", "filter=%20", "filter=a+pr&filter=b+pr", "filter=%FF"] {
        assert_eq!(refusal(query).await, (400, "invalidFilter".to_owned()), "{query}");
    }
    for query in [
        "count=ten",
        "count=",
        "startIndex=1.5",
        "count=1&count=1",
        "startIndex=1&startIndex=2",
        "attributes=a&attributes=b",
        "excludedAttributes=a&excludedAttributes=a",
        "attributes=%FF",
    ] {
        assert_eq!(refusal(query).await, (400, "invalidValue".to_owned()), "{query}");
    }
}

#[test]
fn a_filter_is_noticed() {
    assert!(has_filter(Some("count=1&filter=a")));
    assert!(has_filter(Some("filter")));
    assert!(!has_filter(Some("filters=a")));
    assert!(!has_filter(None));
}
