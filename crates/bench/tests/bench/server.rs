//! A server that is made up: it has two users, and answers as a test says.

use std::sync::Arc;
use std::time::Duration;

use bench::{Load, Mix, Pace, Plan, Report, Silent};
use client::Connection;
use secrecy::SecretString;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What a server answers to a path: a status and a body.
pub(crate) type Answer = (u16, Value);

/// A user of the server.
pub(crate) fn user(id: &str) -> Value {
    json!({
        "id": id,
        "userName": format!("{id}@example.com"),
        "externalId": format!("ext-{id}"),
        "emails": [{ "value": format!("{id}@example.com") }],
    })
}

/// A list of users.
pub(crate) fn list(users: &[Value]) -> Value {
    json!({ "totalResults": users.len(), "Resources": users })
}

/// What a server answers that is right: `ada` and `bob` are there.
pub(crate) fn right(path: &str) -> Answer {
    match path {
        "/ServiceProviderConfig" => {
            let offered = json!({ "supported": true });
            (200, json!({ "patch": offered, "filter": offered, "bulk": { "supported": false } }))
        }
        "/ResourceTypes" => (200, list(&[])),
        "/Users/ada" => (200, user("ada")),
        "/Users/bob" => (200, user("bob")),
        path if path.contains("filter=") && path.contains("ada") => (200, list(&[user("ada")])),
        path if path.contains("filter=") => (200, list(&[user("bob")])),
        path if path.starts_with("/Users?") => (200, list(&[user("ada"), user("bob")])),
        _ => (404, json!({})),
    }
}

/// Starts a server. `answer` may take its time.
pub(crate) async fn serve<F>(answer: impl Fn(String) -> F + Send + Sync + 'static) -> Connection
where
    F: Future<Output = Answer> + Send,
{
    serve_in("HTTP/1.1", "keep-alive", answer).await
}

/// Starts a server that speaks this version, and says this of the connection.
pub(crate) async fn serve_in<F>(
    version: &'static str,
    connection: &'static str,
    answer: impl Fn(String) -> F + Send + Sync + 'static,
) -> Connection
where
    F: Future<Output = Answer> + Send,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/scim", listener.local_addr().unwrap());
    let answer = Arc::new(answer);
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let answer = Arc::clone(&answer);
            tokio::spawn(async move {
                let mut stream = BufReader::new(stream);
                while let Some(path) = request(&mut stream).await {
                    let (status, body) = answer(path).await;
                    let body = body.to_string();
                    let head = format!(
                        "{version} {status} Whatever\r\ncontent-type: application/scim+json\r\n\
                         connection: {connection}\r\ncontent-length: {}\r\n\r\n",
                        body.len()
                    );
                    let whole = format!("{head}{body}");
                    let written = stream.get_mut().write_all(whole.as_bytes()).await;
                    if written.is_err() || connection != "keep-alive" {
                        return;
                    }
                }
            });
        }
    });
    Connection::new("made-up", &base, SecretString::from("secret")).unwrap()
}

/// The path of the next request, after the base URL. What is asked here has no body.
async fn request(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8(head).unwrap();
    let path = head.split(' ').nth(1).unwrap();
    Some(path.strip_prefix("/scim").unwrap().to_owned())
}

/// Asks a server, by two connections.
pub(crate) async fn asked(
    connection: &Connection,
    mixes: &[Mix],
    pace: Pace,
    duration: Duration,
) -> Report {
    let plan = Plan {
        fill: None,
        mixes: mixes.to_vec(),
        load: Load { connections: 2, pace, warmup: Duration::ZERO, duration },
        group_size: 10,
        bulk_size: 10,
        keep: false,
    };
    bench::run(connection, &plan, None, &Silent, std::future::pending()).await.unwrap()
}
