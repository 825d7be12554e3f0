//! A service that answers from a script, over real TCP, one connection each.

use std::time::Duration;

use client::{Client, Proxies, Retry};
use secrecy::SecretString;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// The connection ends after the request, without an answer.
pub(crate) const LOST: &str = "";

/// A service, and what it was asked.
pub(crate) struct Service {
    /// Where it is: `http://127.0.0.1:PORT`.
    pub(crate) url: String,
    asked: JoinHandle<Vec<String>>,
}

impl Service {
    /// A service that gives these answers, one after the other, and then no more.
    pub(crate) async fn answering(answers: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let answers: Vec<String> = answers.into_iter().map(Into::into).collect();
        let asked = tokio::spawn(async move {
            let mut asked = Vec::new();
            for answer in answers {
                let (mut stream, _) = listener.accept().await.unwrap();
                asked.push(request(&mut stream).await);
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
            asked
        });
        Self { url, asked }
    }

    /// A client of it that waits next to no time before it asks again.
    pub(crate) fn client(&self) -> Client {
        let base = format!("{}/scim/directory/1/", self.url);
        let key = SecretString::from("rc_1_secret");
        Client::new(&base, &key, Proxies::None).unwrap().with_retry(quick())
    }

    /// What it was asked, once it has given every answer.
    pub(crate) async fn asked(self) -> Vec<String> {
        self.asked.await.unwrap()
    }
}

/// As by default, and without the waiting.
pub(crate) fn quick() -> Retry {
    Retry { first: Duration::from_millis(2), longest: Duration::from_millis(2), ..Retry::default() }
}

/// An answer with a body.
pub(crate) fn json(status: &str, body: &Value) -> String {
    answer(status, "", &body.to_string())
}

/// An answer: its status line after the version, header lines that end in a line feed, and its body.
pub(crate) fn answer(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status}\nconnection: close\ncontent-length: {length}\n{headers}\n");
    format!("{}{body}", head.replace('\n', "\r\n"))
}

/// Reads a request to its end.
async fn request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    while !complete(&bytes) {
        assert_ne!(stream.read_buf(&mut bytes).await.unwrap(), 0, "the request was cut short");
    }
    String::from_utf8(bytes).unwrap()
}

/// Whether a request's head, and the body it announces, are all there.
fn complete(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    body.len() >= length.map_or(0, |length| length.parse().unwrap())
}

/// The request line, without the version.
pub(crate) fn line(request: &str) -> &str {
    request.lines().next().unwrap().strip_suffix(" HTTP/1.1").unwrap()
}

/// A header of a request.
pub(crate) fn header<'a>(request: &'a str, name: &str) -> Option<&'a str> {
    request.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")))
}
