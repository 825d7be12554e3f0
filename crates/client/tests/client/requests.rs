//! What requests and answers look like.

use client::{Client, Endpoint, Error, ListQuery, Projection, Proxies, Retry};
use secrecy::SecretString;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::service::Service;

/// A service that gives one answer, and a client of it that asks once.
async fn service(answer: &str) -> (Client, Service) {
    let service = Service::answering([answer.replace('\n', "\r\n")]).await;
    (service.client().with_retry(Retry::never()), service)
}

/// What the service was asked.
async fn only(service: Service) -> String {
    service.asked().await.pop().unwrap()
}

/// The request line, and the value of a header.
fn head<'a>(request: &'a str, header: &str) -> (&'a str, Option<&'a str>) {
    let value = request.lines().find_map(|line| line.strip_prefix(&format!("{header}: ")));
    (request.lines().next().unwrap(), value)
}

#[tokio::test]
async fn a_created_resource_comes_back_with_its_location() {
    let (client, asked) = service(
        "HTTP/1.1 201 Created\nlocation: http://s/Users/7\nconnection: close\n\n{\"id\":\"7\"}",
    )
    .await;

    let answer = client.create(Endpoint::Users, &json!({"userName": "ada"})).await.unwrap();

    assert_eq!(answer.status, 201);
    assert_eq!(answer.location.as_deref(), Some("http://s/Users/7"));
    assert_eq!(answer.id(), Some("7"));
    let asked = only(asked).await;
    assert_eq!(
        head(&asked, "authorization"),
        ("POST /scim/directory/1/Users HTTP/1.1", Some("Bearer rc_1_secret"))
    );
    assert_eq!(asked.matches("content-type: application/scim+json").count(), 1);
    assert_eq!(head(&asked, "accept").1, Some("application/scim+json"));
    assert!(asked.ends_with("\r\n\r\n{\"userName\":\"ada\"}"), "{asked}");
}

#[tokio::test]
async fn a_filter_is_sent_encoded_and_an_id_is_one_segment() {
    let (client, asked) =
        service("HTTP/1.1 200 OK\nconnection: close\n\n{\"totalResults\":0}").await;
    let query = ListQuery { count: Some(1), ..ListQuery::filtered("userName eq \"a&b\"") };
    let answer = client.list(Endpoint::Users, &query).await.unwrap();
    assert_eq!(answer.body, json!({"totalResults": 0}));
    assert_eq!(
        head(&only(asked).await, "content-type"),
        ("GET /scim/directory/1/Users?filter=userName+eq+%22a%26b%22&count=1 HTTP/1.1", None)
    );

    let (client, asked) = service("HTTP/1.1 200 OK\nconnection: close\n\n{}").await;
    client.read_attributes(Endpoint::Users, "7", "userName,groups").await.unwrap();
    assert_eq!(
        head(&only(asked).await, "accept").0,
        "GET /scim/directory/1/Users/7?attributes=userName%2Cgroups HTTP/1.1"
    );

    let (client, asked) = service("HTTP/1.1 204 No Content\nconnection: close\n\n").await;
    let answer = client.delete(Endpoint::Groups, "a/../b?c").await.unwrap();
    assert_eq!((answer.status, answer.body), (204, Value::Null));
    assert_eq!(
        head(&only(asked).await, "accept").0,
        "DELETE /scim/directory/1/Groups/a%2F..%2Fb%3Fc HTTP/1.1"
    );
}

#[tokio::test]
async fn a_refusal_tells_status_keyword_and_words() {
    let (client, _) = service(
        "HTTP/1.1 409 Conflict\nconnection: close\n\n\
         {\"status\":\"409\",\"scimType\":\"uniqueness\",\"detail\":\"taken\"}",
    )
    .await;
    let error = client.create(Endpoint::Users, &json!({})).await.unwrap_err();
    let refusal = error.refusal().unwrap();
    assert_eq!(refusal.to_string(), "409 uniqueness: taken");
    assert_eq!(refusal.body["status"], "409");

    let (client, _) = service("HTTP/1.1 502 Bad Gateway\nconnection: close\n\nno upstream\n").await;
    let error = client.read(Endpoint::Users, "7").await.unwrap_err();
    assert_eq!(error.refusal().unwrap().to_string(), "502: no upstream");
}

#[tokio::test]
async fn what_is_no_json_and_no_service_is_said_to_be_so() {
    let (client, _) = service("HTTP/1.1 200 OK\nconnection: close\n\n<html>").await;
    let error = client.read(Endpoint::Users, "7").await.unwrap_err();
    assert!(matches!(error, Error::NotJson { status: 200, .. }), "{error:?}");

    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let key = SecretString::from("k");
    let client = Client::new(&format!("http://{closed}"), &key, Proxies::None).unwrap();
    let client = client.with_retry(Retry::never());
    let query = ListQuery::filtered("userName eq \"ada\"");
    let error = client.list(Endpoint::Users, &query).await.unwrap_err();
    assert_eq!(error.to_string(), format!("GET http://{closed}/Users got no answer"));
    assert!(!format!("{error:?}").contains("ada"), "{error:?}");
}

#[test]
fn a_base_url_that_is_none_is_refused_before_anything_is_sent() {
    for url in ["", "localhost:8080", "file:///etc/passwd", "ftp://example.com"] {
        let error = Client::new(url, &SecretString::from("k"), Proxies::None).unwrap_err();
        assert!(matches!(error, Error::BaseUrl { .. }), "{url}: {error:?}");
    }
    let error = Client::new("http://s", &SecretString::from("a\nb"), Proxies::None).unwrap_err();
    assert!(matches!(error, Error::Key), "{error:?}");
}

#[tokio::test]
async fn an_answer_may_be_asked_for_in_part_and_for_one_version() {
    let (client, asked) = service(
        "HTTP/1.1 200 OK\netag: W/\"3\"\nrollcall-notice: one\nrollcall-notice: two\nx-request-id: r\nconnection: close\n\n{}",
    )
    .await;
    let patched = client.patch(Endpoint::Users, "7", &json!({"Operations": []}));
    let answer = patched
        .projection(&Projection::excluded("groups,emails"))
        .if_match("W/\"2\"")
        .await
        .unwrap();
    assert_eq!(answer.etag.as_deref(), Some("W/\"3\""));
    assert_eq!(answer.notices, ["one", "two"]);
    assert_eq!(answer.request_id.as_deref(), Some("r"));
    assert_eq!(
        head(&only(asked).await, "if-match"),
        (
            "PATCH /scim/directory/1/Users/7?excludedAttributes=groups%2Cemails HTTP/1.1",
            Some("W/\"2\"")
        )
    );

    let (client, asked) = service("HTTP/1.1 304 Not Modified\nconnection: close\n\n").await;
    let answer = client.me().if_none_match("W/\"3\"").await.unwrap();
    assert_eq!((answer.status, answer.body), (304, Value::Null));
    assert_eq!(
        head(&only(asked).await, "if-none-match"),
        ("GET /scim/directory/1/Me HTTP/1.1", Some("W/\"3\""))
    );
}

#[tokio::test]
async fn an_id_that_would_name_something_else_is_not_sent() {
    let client =
        Client::new("http://127.0.0.1:9", &SecretString::from("k"), Proxies::None).unwrap();
    for id in ["", ".", ".."] {
        let error = client.delete(Endpoint::Users, id).await.unwrap_err();
        assert!(matches!(error, Error::Id { .. }), "{id}: {error:?}");
    }
    let error = client.delete(Endpoint::Users, "7").if_match("a\nb").await.unwrap_err();
    assert!(matches!(error, Error::Header { .. }), "{error:?}");
}

#[tokio::test]
async fn a_refusal_of_atlassians_gateway_is_read_too() {
    let (client, _asked) = service(
        "HTTP/1.1 403 Forbidden\nconnection: close\n\n\
         {\"error\":\"Not authorized to access : scim\",\"traceId\":\"e40ee97f819a2465\"}",
    )
    .await;
    let error = client.service_provider_config().await.unwrap_err();
    let refusal = error.refusal().unwrap();
    assert_eq!(refusal.to_string(), "403: Not authorized to access : scim");
    assert_eq!(refusal.request_id.as_deref(), Some("e40ee97f819a2465"));
    assert!(error.hint().unwrap().contains("connection test"), "{:?}", error.hint());
}

#[tokio::test]
async fn a_redirect_is_not_followed_with_the_key() {
    let (client, _asked) =
        service("HTTP/1.1 302 Found\nlocation: https://elsewhere/\nconnection: close\n\n").await;
    let error = client.schemas(None).await.unwrap_err();
    assert_eq!(error.status(), Some(302));
    assert!(error.hint().unwrap().contains("https://elsewhere/"), "{:?}", error.hint());
}

#[tokio::test]
async fn whatever_a_service_says_is_one_line_that_steers_no_terminal_and_shows_no_key() {
    let (client, _asked) = service(
        "HTTP/1.1 401 Unauthorized\nconnection: close\n\n\
         {\"detail\":\"\\u001b[2Jbad token rc_1_secret\\nend\",\"token\":\"rc_1_secret\"}",
    )
    .await;
    let error = client.read(Endpoint::Users, "7").await.unwrap_err();
    let refusal = error.refusal().unwrap();
    assert_eq!(refusal.to_string(), "401:  [2Jbad token *** end");
    assert_eq!(refusal.body["token"], "***");

    let page = format!("HTTP/1.1 403 No\nconnection: close\n\n<html>\n  {}", "a ".repeat(1000));
    let (client, _asked) = service(&page).await;
    let error = client.read(Endpoint::Users, "7").await.unwrap_err();
    let detail = &error.refusal().unwrap().detail;
    assert!(detail.starts_with("<html> a a") && detail.ends_with('…'), "{detail}");
    assert_eq!(detail.chars().count(), 301);
}
