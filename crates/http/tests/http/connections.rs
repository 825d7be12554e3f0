//! What is no request at all, and connections that outlive one.

use std::time::Duration;

use directory::profile::ProfileName;
use scim_http::Options;
use serde_json::Value;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use crate::world::World;

/// The status and the SCIM error in a raw answer.
#[track_caller]
fn parsed(answer: &str) -> (u16, Value) {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{answer:?}"));
    assert!(head.contains("\r\ncontent-type: application/scim+json"), "{head}");
    assert!(head.contains(&format!("\r\ncontent-length: {}", body.len())), "{head}");
    assert!(head.contains("\r\nx-request-id: "), "{head}");
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let body: Value = serde_json::from_str(body).unwrap();
    assert_eq!(body["status"], Value::String(format!("{status}")));
    assert_eq!(body["schemas"][0], "urn:ietf:params:scim:api:messages:2.0:Error");
    (status, body)
}

#[tokio::test]
async fn what_is_not_http_is_told_so_in_scim() {
    let world = World::of(ProfileName::Standard).await;
    for nonsense in [
        "hello\r\n\r\n",
        "GET /Users\r\n\r\n",
        "GET /Us ers HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /Users HTTP/1.1\r\nHo st: x\r\n\r\n",
        "GET /Users HTTP/9.9\r\nHost: x\r\n\r\n",
    ] {
        let (status, body) = parsed(&world.raw(nonsense.as_bytes()).await);
        assert_eq!(status, 400, "{nonsense}");
        assert_eq!(body["detail"], "This is not an HTTP/1.1 request.");
    }
}

#[tokio::test]
async fn a_request_for_no_host_is_refused() {
    let world = World::of(ProfileName::Standard).await;
    let (status, body) =
        parsed(&world.raw(b"GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n").await);
    assert_eq!(status, 400);
    assert_eq!(body["detail"], "An HTTP/1.1 request needs a Host header.");
    let old = world.raw(b"GET /healthz HTTP/1.0\r\n\r\n").await;
    assert!(old.starts_with("HTTP/1.0 200 "), "{old}");
}

#[tokio::test]
async fn a_filter_of_a_megabyte_is_refused_in_scim() {
    let world = World::of(ProfileName::Standard).await;
    for (size, status) in [(70_000, 414), (1024 * 1024, 431)] {
        let value = "x".repeat(size);
        let path = world.scim(&format!("/Users?filter=userName+eq+%22{value}%22"));
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\n\r\n",
            world.key
        );
        assert_eq!(parsed(&world.raw(request.as_bytes()).await).0, status, "{size}");
    }
    let value = "x".repeat(20_000);
    let long = world.get(&format!("/Users?filter=userName+eq+%22{value}%22")).await;
    long.assert_scim_error(400, Some("invalidFilter"));
}

#[tokio::test]
async fn headers_too_many_are_refused_in_scim() {
    let world = World::of(ProfileName::Standard).await;
    let headers = "X-Header: x\r\n".repeat(200);
    let request = format!("GET /Users HTTP/1.1\r\nHost: x\r\n{headers}\r\n");
    assert_eq!(parsed(&world.raw(request.as_bytes()).await).0, 431);
}

#[tokio::test]
async fn smuggled_lengths_are_refused() {
    let world = World::of(ProfileName::Standard).await;
    for lengths in
        ["Content-Length: 1\r\nContent-Length: 2", "Content-Length: +1", "Content-Length: x"]
    {
        let request = format!("POST /Users HTTP/1.1\r\nHost: x\r\n{lengths}\r\n\r\n{{}}");
        assert_eq!(parsed(&world.raw(request.as_bytes()).await).0, 400, "{lengths}");
    }
}

#[tokio::test]
async fn a_connection_is_used_again_after_an_error() {
    let world = World::of(ProfileName::Standard).await;
    let path = world.scim("/Users");
    let one = format!("GET {path} HTTP/1.1\r\nHost: x\r\n\r\n");
    let last = format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    let answers = world.raw(format!("{one}{one}{last}").as_bytes()).await;
    assert_eq!(answers.matches("HTTP/1.1 401 ").count(), 3, "{answers}");
}

#[tokio::test]
async fn a_head_that_does_not_arrive_ends_the_connection() {
    let options = Options { head_timeout: Duration::from_millis(50), ..Options::default() };
    let world = World::with(ProfileName::Standard, options).await;
    for beginning in ["", "GET /Users HTT"] {
        assert_eq!(world.raw(beginning.as_bytes()).await, "");
    }
}

#[tokio::test]
async fn connections_over_the_bound_wait_their_turn() {
    let options = Options { connections: 1, ..Options::default() };
    let world = World::with(ProfileName::Standard, options).await;
    let close = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let (one, two, three) = tokio::join!(world.raw(close), world.raw(close), world.raw(close));
    for answer in [one, two, three] {
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    }
}

#[tokio::test]
async fn a_client_that_does_not_take_its_answer_is_given_up() {
    let options = Options { stall_timeout: Duration::from_millis(50), ..Options::default() };
    let mut world = World::with(ProfileName::Standard, options).await;
    // Answers by the thousand, and a client that reads none: sooner or later nothing more fits in between.
    let request = format!(
        "GET {} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\n\r\n",
        world.scim("/Schemas"),
        world.key
    );
    let mut stream = TcpStream::connect(world.address).await.unwrap();
    let flood = request.repeat(1_000);
    while stream.write_all(flood.as_bytes()).await.is_ok() {}
    world.stop().await.unwrap();
}
