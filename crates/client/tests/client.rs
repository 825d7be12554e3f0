//! The client against a service that answers from a script, so that what is sent can be seen whole.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use client::{Client, Endpoint, Error, ListQuery, Proxies, Retry};
use secrecy::SecretString;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// A service that answers one request, and then tells what it was asked.
async fn service(answer: &str) -> (Client, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/scim/directory/1/", listener.local_addr().unwrap());
    let answer = answer.replace('\n', "\r\n");
    let asked = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut bytes = Vec::new();
        while !complete(&bytes) {
            assert_ne!(stream.read_buf(&mut bytes).await.unwrap(), 0, "the request was cut short");
        }
        stream.write_all(answer.as_bytes()).await.unwrap();
        String::from_utf8(bytes).unwrap()
    });
    let key = SecretString::from("rc_1_secret");
    let client = Client::new(&base, &key, Proxies::None).unwrap();
    (client.with_retry(Retry::never()), asked)
}

/// Whether a request's head, and the body it announces, are all there.
fn complete(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    body.len() >= length.map_or(0, |length| length.parse().unwrap())
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
    let asked = asked.await.unwrap();
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
        head(&asked.await.unwrap(), "content-type"),
        ("GET /scim/directory/1/Users?filter=userName+eq+%22a%26b%22&count=1 HTTP/1.1", None)
    );

    let (client, asked) = service("HTTP/1.1 200 OK\nconnection: close\n\n{}").await;
    client.read_attributes(Endpoint::Users, "7", "userName,groups").await.unwrap();
    assert_eq!(
        head(&asked.await.unwrap(), "accept").0,
        "GET /scim/directory/1/Users/7?attributes=userName%2Cgroups HTTP/1.1"
    );

    let (client, asked) = service("HTTP/1.1 204 No Content\nconnection: close\n\n").await;
    let answer = client.delete(Endpoint::Groups, "a/../b?c").await.unwrap();
    assert_eq!((answer.status, answer.body), (204, Value::Null));
    assert_eq!(
        head(&asked.await.unwrap(), "accept").0,
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
