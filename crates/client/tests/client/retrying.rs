//! What is sent again, and what is not.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use client::{
    Client, Endpoint, Error, Fault, HttpRequest, HttpResponse, Network, Proxies, Transport,
    TransportError,
};
use futures_util::future::BoxFuture;
use secrecy::SecretString;
use serde_json::json;

use crate::service::{LOST, Service, answer, json, line, quick};

#[tokio::test]
async fn a_read_whose_answer_was_lost_is_sent_again() {
    let service = Service::answering([LOST.to_owned(), json("200 OK", &json!({"id": "7"}))]).await;
    let answer = service.client().read(Endpoint::Users, "7").await.unwrap();
    assert_eq!(answer.id(), Some("7"));
    assert_eq!(service.asked().await.len(), 2);
}

#[tokio::test]
async fn a_create_or_patch_whose_answer_was_lost_is_not_repeated() {
    let service = Service::answering([LOST, LOST]).await;
    let client = service.client();
    for operation in [
        client.create(Endpoint::Users, &json!({"userName": "ada"})),
        client.patch(Endpoint::Users, "7", &json!({})),
    ] {
        let error = operation.await.unwrap_err();
        let Error::NoAnswer { attempts: 1, source, .. } = &error else { panic!("{error:?}") };
        assert_eq!(source.fault(), Fault::Lost);
        assert!(error.maybe_done());
        assert!(error.hint().unwrap().contains("may have been done"), "{:?}", error.hint());
    }
    let asked = service.asked().await;
    let asked: Vec<_> = asked.iter().map(|request| line(request)).collect();
    assert_eq!(asked, ["POST /scim/directory/1/Users", "PATCH /scim/directory/1/Users/7"]);
}

#[tokio::test]
async fn a_create_that_a_service_put_off_is_sent_when_it_says() {
    let service = Service::answering([
        answer("429 Too Many Requests", "retry-after: 0\n", ""),
        answer("503 Service Unavailable", "retry-after: 0\n", ""),
        json("201 Created", &json!({"id": "7"})),
    ])
    .await;
    let answer = service.client().create(Endpoint::Users, &json!({"userName": "ada"})).await;
    assert_eq!(answer.unwrap().status, 201);
    let asked = service.asked().await;
    assert_eq!(asked.len(), 3);
    assert!(asked.iter().all(|request| request.ends_with("{\"userName\":\"ada\"}")), "{asked:?}");
}

#[tokio::test]
async fn a_create_that_failed_on_the_way_is_not_repeated() {
    for status in ["500 Internal Server Error", "502 Bad Gateway", "503 Unavailable", "504 Late"] {
        let service = Service::answering([answer(status, "x-request-id: r1\n", "")]).await;
        let error = service.client().create(Endpoint::Users, &json!({})).await.unwrap_err();
        assert!(error.maybe_done(), "{status}: {error:?}");
        assert_eq!(error.refusal().unwrap().request_id.as_deref(), Some("r1"));
        assert!(error.hint().unwrap().contains("request id r1"), "{:?}", error.hint());
        assert_eq!(service.asked().await.len(), 1, "{status}");
    }
}

#[tokio::test]
async fn a_delete_repeated_after_a_lost_answer_that_finds_nothing_says_why() {
    let gone = answer("404 Not Found", "", "{\"detail\":\"no such user\"}");
    let service = Service::answering([LOST.to_owned(), gone]).await;
    let error = service.client().delete(Endpoint::Users, "7").await.unwrap_err();
    assert!(matches!(error, Error::Refused { lost: true, attempts: 2, .. }), "{error:?}");
    assert!(error.hint().unwrap().contains("this very request"), "{:?}", error.hint());
    assert!(error.to_string().ends_with("was refused, sent 2 times"), "{error}");
}

#[tokio::test]
async fn a_change_of_one_version_is_not_repeated_as_the_second_would_be_refused() {
    let service = Service::answering([LOST]).await;
    let replaced = service.client().replace(Endpoint::Users, "7", &json!({})).if_match("W/\"3\"");
    let error = replaced.await.unwrap_err();
    assert!(matches!(error, Error::NoAnswer { attempts: 1, .. }), "{error:?}");
    let asked = service.asked().await;
    assert!(asked[0].contains("\r\nif-match: W/\"3\"\r\n"), "{asked:?}");
}

#[tokio::test]
async fn patience_has_an_end() {
    let busy = || answer("503 Service Unavailable", "retry-after: 0\n", "");
    let service = Service::answering([busy(), busy(), busy(), busy()]).await;
    let error = service.client().read(Endpoint::Users, "7").await.unwrap_err();
    assert!(matches!(error, Error::Refused { attempts: 4, .. }), "{error:?}");
    assert_eq!(service.asked().await.len(), 4);

    let service = Service::answering([answer("429 Slow", "retry-after: 3600\n", "")]).await;
    let error = service.client().read(Endpoint::Users, "7").await.unwrap_err();
    assert_eq!(error.refusal().unwrap().retry_after, Some(Duration::from_hours(1)));
    assert!(error.hint().unwrap().contains("3600 seconds"), "{:?}", error.hint());
}

#[tokio::test]
async fn a_service_that_says_nothing_is_not_waited_for_forever() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let network = Network::with_timeout(Proxies::None, Duration::from_millis(50)).unwrap();
    let key = SecretString::from("k");
    let client = Client::over(Arc::new(network), &base, &key).unwrap().with_retry(quick());
    let error = client.create(Endpoint::Users, &json!({})).await.unwrap_err();
    let Error::NoAnswer { source, .. } = &error else { panic!("{error:?}") };
    assert_eq!(source.fault(), Fault::TimedOut);
}

/// Carries nothing the first times.
#[derive(Debug)]
struct Flaky {
    left: AtomicU32,
    sent: AtomicU32,
}

impl Transport for Flaky {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            self.sent.fetch_add(1, Ordering::Relaxed);
            assert_eq!(request.headers["authorization"], "Bearer k");
            assert!(!format!("{request:?}").contains("Bearer k"), "{request:?}");
            if self.left.load(Ordering::Relaxed) > 0 {
                self.left.fetch_sub(1, Ordering::Relaxed);
                return Err(Fault::Connect.into());
            }
            Ok(HttpResponse { status: 201, headers: request.headers, body: b"{}".to_vec() })
        })
    }
}

#[tokio::test]
async fn what_never_arrived_is_sent_again_whatever_it_is_over_any_transport() {
    let transport = Arc::new(Flaky { left: AtomicU32::new(3), sent: AtomicU32::new(0) });
    let key = SecretString::from("k");
    let client = Client::over(transport.clone(), "https://s/scim/v2", &key).unwrap();
    let answer = client.with_retry(quick()).create(Endpoint::Users, &json!({})).await.unwrap();
    assert_eq!(answer.status, 201);
    assert_eq!(transport.sent.load(Ordering::Relaxed), 4);
}

#[tokio::test]
async fn a_change_that_may_have_arrived_once_may_have_been_done_however_it_ends() {
    // The service is gone after the first request.
    let service = Service::answering([LOST]).await;
    let error = service.client().replace(Endpoint::Users, "7", &json!({})).await.unwrap_err();
    let Error::NoAnswer { attempts: 4, source, .. } = &error else { panic!("{error:?}") };
    assert_eq!(source.fault(), Fault::Connect);
    assert!(error.maybe_done(), "{error:?}");
}
