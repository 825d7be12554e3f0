//! Request bodies and query strings that are refused.

use std::time::Duration;

use directory::profile::ProfileName;
use reqwest::{Body, Method};
use scim_http::Options;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::world::{Seen, World, user};

async fn post(world: &World, content_type: &str, body: impl Into<Body>) -> Seen {
    let request = world.request(Method::POST, &world.scim("/Users"));
    Seen::of(request.header("Content-Type", content_type).body(body)).await
}

#[tokio::test]
async fn bodies_of_both_types_are_read_and_others_are_not() {
    let world = World::of(ProfileName::Standard).await;
    for (number, content_type) in [
        "application/scim+json",
        "application/scim+json; charset=utf-8",
        "application/json",
        "APPLICATION/JSON;charset=UTF-8",
    ]
    .into_iter()
    .enumerate()
    {
        let body = user(&format!("user{number}")).to_string();
        assert_eq!(post(&world, content_type, body).await.status, 201, "{content_type}");
    }
    let untyped = world.request(Method::POST, &world.scim("/Users"));
    assert_eq!(Seen::of(untyped.body(user("untyped").to_string())).await.status, 201);
    for content_type in ["text/plain", "application/xml", "multipart/form-data; boundary=x"] {
        let seen = post(&world, content_type, user("x").to_string()).await;
        seen.assert_scim_error(415, None);
        assert_eq!(seen.header("accept"), "application/scim+json, application/json");
    }
    let packed = world.request(Method::POST, &world.scim("/Users"));
    let seen = Seen::of(packed.header("Content-Encoding", "gzip").body("\u{1f}")).await;
    seen.assert_scim_error(415, None);
    assert_eq!(seen.header("accept-encoding"), "identity");
}

#[tokio::test]
async fn a_get_may_carry_a_content_type() {
    let world = World::of(ProfileName::Standard).await;
    let request = world.request(Method::GET, &world.scim("/Users"));
    let seen = Seen::of(request.header("Content-Type", "text/plain")).await;
    assert_eq!(seen.status, 200);
}

#[tokio::test]
async fn what_is_no_json_object_is_invalid_syntax() {
    let world = World::of(ProfileName::Standard).await;
    let deep = format!("{}1{}", "{\"a\":".repeat(40), "}".repeat(40));
    for body in
        ["", "{", "[]", "null", "\"x\"", "{\"a\":1}x", "{'a':1}", "{\"a\":1,\"A\":2}", &deep]
    {
        let seen = post(&world, "application/json", body.to_owned()).await;
        seen.assert_scim_error(400, Some("invalidSyntax"));
    }
    let not_utf8 = post(&world, "application/json", vec![b'{', b'"', 0xff, b'"', b'}']).await;
    not_utf8.assert_scim_error(400, Some("invalidSyntax"));
    let bottomless = "[".repeat(200_000);
    let seen = post(&world, "application/json", bottomless).await;
    seen.assert_scim_error(400, Some("invalidSyntax"));
}

#[tokio::test]
async fn a_body_over_the_limit_is_413_and_names_the_limit() {
    let options = Options { body_limit: 2_000, ..Options::default() };
    let world = World::with(ProfileName::Standard, options).await;
    let sized = |length: usize| {
        let mut document = user("ada");
        document["title"] = json!("");
        let padding = length - document.to_string().len();
        document["title"] = json!("x".repeat(padding));
        document.to_string()
    };
    let seen = post(&world, "application/json", sized(2_001)).await;
    seen.assert_scim_error(413, None);
    assert!(seen.detail().contains("2000 bytes"), "{}", seen.detail());
    assert_eq!(post(&world, "application/json", sized(2_000)).await.status, 201);
}

#[tokio::test]
async fn a_body_far_over_the_limit_still_gets_its_answer() {
    let world = World::of(ProfileName::Standard).await;
    for megabytes in [2, 12] {
        let body = "x".repeat(megabytes * 1024 * 1024);
        let seen = post(&world, "application/json", body).await;
        seen.assert_scim_error(413, None);
        assert!(seen.detail().contains("1048576 bytes"), "{}", seen.detail());
    }
}

#[tokio::test]
async fn a_doubtful_query_is_refused() {
    let world = World::of(ProfileName::Standard).await;
    for query in
        ["filter=", "filter", "filter=userName+eq", "filter=a+pr&filter=b+pr", "filter=%FF"]
    {
        let seen = world.get(&format!("/Users?{query}")).await;
        seen.assert_scim_error(400, Some("invalidFilter"));
    }
    for query in ["count=ten", "startIndex=", "count=1&count=1", "attributes=a&attributes=b"] {
        let seen = world.get(&format!("/Users?{query}")).await;
        seen.assert_scim_error(400, Some("invalidValue"));
    }
    let id = world.user("ada").await;
    let both = world.get(&format!("/Users/{id}?attributes=id&excludedAttributes=id")).await;
    both.assert_scim_error(400, Some("invalidValue"));
}

#[tokio::test]
async fn huge_numbers_are_cut_to_size() {
    let world = World::of(ProfileName::Standard).await;
    world.user("ada").await;
    let seen =
        world.get("/Users?startIndex=-99999999999999999999&count=99999999999999999999").await;
    assert_eq!((seen.status, &seen.body["totalResults"]), (200, &json!(1)), "{seen:?}");
    assert_eq!(seen.body["Resources"].as_array().map(Vec::len), Some(1));
    let seen = world.get("/Users?startIndex=99999999999999999999").await;
    assert_eq!((seen.status, &seen.body["totalResults"]), (200, &json!(1)), "{seen:?}");
    assert_ne!(seen.body["Resources"], Value::Null);
}

#[tokio::test]
async fn a_body_that_does_not_arrive_is_408() {
    let options = Options { body_timeout: Duration::from_millis(50), ..Options::default() };
    let world = World::with(ProfileName::Standard, options).await;
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\nContent-Length: 9\r\n\r\n{{",
        world.scim("/Users"),
        world.key
    );
    let answer = world.raw(head.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains("content-type: application/scim+json\r\n"), "{answer}");
    assert!(answer.contains("\"status\":\"408\""), "{answer}");
}

#[tokio::test]
async fn a_client_that_listens_only_after_sending_all_still_gets_its_answer() {
    let world = World::of(ProfileName::Standard).await;
    let length = 12 * 1024 * 1024;
    let post = |path: &str| {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\nContent-Length: {length}\r\n\r\n",
            world.key
        );
        head + &"x".repeat(length)
    };
    let long_url = format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "x".repeat(length));
    for (request, status) in [
        (post("/nothing"), 404),
        (post(&world.scim("/Users")), 413),
        (post(&world.scim("/Bulk")), 413),
        (post(&world.scim("/Me")), 501),
        (long_url, 431),
    ] {
        let mut stream = TcpStream::connect(world.address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{answer}");
    }
}
