//! Lists of any length.

use client::{Among, Endpoint, Error, ListQuery, Paging};
use futures_util::TryStreamExt as _;
use serde_json::{Value, json};

use crate::service::{Service, answer, json, line};

fn page(total: u64, ids: &[u64], next: Option<&str>) -> String {
    let resources: Vec<_> = ids.iter().map(|id| json!({"id": id})).collect();
    let mut body = json!({"totalResults": total, "Resources": resources});
    if let Some(cursor) = next {
        body["nextCursor"] = cursor.into();
    }
    json("200 OK", &body)
}

fn config(cursor: bool) -> String {
    json("200 OK", &json!({"pagination": {"cursor": cursor, "index": true}}))
}

async fn walked(service: &Service, query: ListQuery, paging: Paging) -> Result<Vec<Value>, Error> {
    let walk = service.client().walk(Endpoint::Users, query, paging);
    walk.map_ok(|resource| resource["id"].clone()).try_collect().await
}

async fn lines(service: Service) -> Vec<String> {
    let asked = service.asked().await;
    asked.iter().map(|request| line(request).replace("/scim/directory/1", "")).collect()
}

#[tokio::test]
async fn pages_follow_each_other_by_index_where_there_are_no_cursors() {
    let pages =
        [config(false), page(5, &[1, 2], None), page(5, &[3, 4], None), page(5, &[5], None)];
    let service = Service::answering(pages).await;
    let query = ListQuery { count: Some(2), ..ListQuery::default() };
    assert_eq!(walked(&service, query, Paging::Best).await.unwrap(), [1, 2, 3, 4, 5]);
    assert_eq!(
        lines(service).await,
        [
            "GET /ServiceProviderConfig",
            "GET /Users?count=2",
            "GET /Users?startIndex=3&count=2",
            "GET /Users?startIndex=5&count=2",
        ]
    );
}

#[tokio::test]
async fn pages_follow_each_other_by_cursor_where_there_are_some() {
    let pages = [config(true), page(3, &[1, 2], Some("a b")), page(3, &[3], None)];
    let service = Service::answering(pages).await;
    let query = ListQuery { count: Some(2), ..ListQuery::filtered("active eq true") };
    assert_eq!(walked(&service, query, Paging::Best).await.unwrap(), [1, 2, 3]);
    assert_eq!(
        lines(service).await,
        [
            "GET /ServiceProviderConfig",
            "GET /Users?filter=active+eq+true&count=2&cursor=",
            "GET /Users?filter=active+eq+true&count=2&cursor=a+b",
        ]
    );
}

#[tokio::test]
async fn a_walk_ends_at_an_empty_page_whatever_the_total_says() {
    let service = Service::answering([page(100, &[1], None), page(100, &[], None)]).await;
    assert_eq!(walked(&service, ListQuery::default(), Paging::Index).await.unwrap(), [1]);
    service.asked().await;

    let nothing = json("200 OK", &json!({"totalResults": 0}));
    let service = Service::answering([nothing]).await;
    assert!(walked(&service, ListQuery::default(), Paging::Index).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_walk_ends_with_the_first_error() {
    let expired = json("400 Bad Request", &json!({"scimType": "expiredCursor", "detail": "old"}));
    let service = Service::answering([page(3, &[1], Some("c")), expired]).await;
    let walk = service.client().walk(Endpoint::Users, ListQuery::default(), Paging::Cursor);
    let found: Vec<Result<Value, Error>> = futures_util::StreamExt::collect(walk).await;
    assert_eq!(found.len(), 2);
    let error = found[1].as_ref().unwrap_err();
    assert!(error.hint().unwrap().contains("begin the list anew"), "{:?}", error.hint());

    let service = Service::answering([json("200 OK", &json!({"users": []}))]).await;
    let error = walked(&service, ListQuery::default(), Paging::Index).await.unwrap_err();
    assert!(matches!(error, Error::NotAList { .. }), "{error:?}");
}

#[tokio::test]
async fn a_service_that_shows_no_configuration_has_no_cursors() {
    for status in ["404 Not Found", "403 Forbidden", "200 OK"] {
        let service = Service::answering([answer(status, "", "<p>"), page(1, &[1], None)]).await;
        let found = walked(&service, ListQuery::default(), Paging::Best).await;
        assert_eq!(found.unwrap(), [1], "{status}");
        assert_eq!(lines(service).await[1], "GET /Users");
    }
}

#[tokio::test]
async fn a_search_keeps_what_is_looked_for_out_of_the_url() {
    let service = Service::answering([page(0, &[], None), page(0, &[], None)]).await;
    let query = ListQuery {
        sort_by: Some("userName".to_owned()),
        descending: true,
        projection: client::Projection::attributes("userName, emails.value"),
        ..ListQuery::filtered("userName eq \"ada\"")
    };
    service.client().search(Endpoint::Users, &query).await.unwrap();
    service.client().search(Among::All, &ListQuery::default()).await.unwrap();
    let asked = service.asked().await;
    assert_eq!(line(&asked[0]), "POST /scim/directory/1/Users/.search");
    let (_, body) = asked[0].split_once("\r\n\r\n").unwrap();
    assert_eq!(
        serde_json::from_str::<Value>(body).unwrap(),
        json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
            "filter": "userName eq \"ada\"",
            "sortBy": "userName",
            "sortOrder": "descending",
            "attributes": ["userName", "emails.value"],
        })
    );
    assert_eq!(line(&asked[1]), "POST /scim/directory/1/.search");
}
