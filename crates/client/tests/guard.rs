//! The guard against a service on this machine, and a resolver that changes its mind.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::VecDeque;
use std::error::Error as _;
use std::io;
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use client::guard::{AllowList, Fetcher, Resolver};
use client::{Fault, HeaderMap, HttpRequest, HttpResponse, Method, Transport, TransportError};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A service that answers everyone the same, and counts them.
struct Service {
    port: u16,
    asked: Arc<AtomicUsize>,
}

impl Service {
    async fn at(address: &str, answer: &str) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let answer = answer.replace('\n', "\r\n");
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                count.fetch_add(1, Ordering::SeqCst);
                let mut bytes = [0; 4096];
                let _ = stream.read(&mut bytes).await;
                let _ = stream.write_all(answer.as_bytes()).await;
            }
        });
        Self { port, asked }
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

/// Answers with one list of addresses after the other.
#[derive(Debug, Default)]
struct Scripted(Mutex<VecDeque<Vec<IpAddr>>>);

impl Scripted {
    fn new(answers: &[&[&str]]) -> Arc<Self> {
        let answers =
            answers.iter().map(|answer| answer.iter().map(|ip| ip.parse().unwrap()).collect());
        Arc::new(Self(Mutex::new(answers.collect())))
    }

    fn left(&self) -> usize {
        self.0.lock().unwrap().len()
    }
}

impl Resolver for Scripted {
    fn addresses<'a>(
        &'a self,
        _: &'a str,
    ) -> std::pin::Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send + 'a>> {
        let answer = self.0.lock().unwrap().pop_front();
        Box::pin(async move { answer.ok_or_else(|| io::Error::other("it was asked too often")) })
    }
}

fn allowing(entries: &[&str]) -> Fetcher {
    Fetcher::new(AllowList::new(entries).unwrap())
}

async fn get(fetcher: &Fetcher, url: &str) -> Result<HttpResponse, TransportError> {
    let url = url.parse().unwrap();
    let request = HttpRequest { method: Method::GET, url, headers: HeaderMap::new(), body: None };
    fetcher.send(request).await
}

async fn refusal(fetcher: &Fetcher, url: &str) -> String {
    let error = get(fetcher, url).await.unwrap_err();
    assert_eq!(error.fault(), Fault::Forbidden, "{url}: {error:?}");
    error.source().unwrap().to_string()
}

#[tokio::test]
async fn this_machine_is_not_asked_however_it_is_written() {
    let service = Service::at("127.0.0.1:0", "HTTP/1.1 200 OK\ncontent-length: 0\n\n").await;
    let fetcher = allowing(&[]);
    for host in [
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "017700000001",
        "127.0.0.1.",
        "%31%32%37.0.0.1",
        "１２７.0.0.1",
        "127。0。0。1",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[2002:7f00:1::]",
        "0",
        "0.0.0.0",
        "[::]",
    ] {
        for scheme in ["http", "https"] {
            let told = refusal(&fetcher, &format!("{scheme}://{host}:{}/", service.port)).await;
            assert!(told.contains("may not be asked"), "{host}: {told}");
        }
    }
    assert_eq!(service.asked(), 0);
}

#[tokio::test]
async fn a_name_is_refused_if_any_of_its_addresses_is_not_public_and_none_is_told() {
    for inside in
        ["10.0.0.7", "169.254.169.254", "100.64.0.1", "fd00:ec2::254", "::ffff:192.168.0.1"]
    {
        let fetcher = allowing(&[]).with_resolver(Scripted::new(&[&["1.1.1.1", inside]]));
        let told = refusal(&fetcher, "https://rebind.example/").await;
        assert!(told.starts_with("rebind.example is in a place that may not be asked"), "{told}");
        assert!(!told.contains(inside), "{told}");
    }
}

#[tokio::test]
async fn the_address_that_was_checked_is_the_one_that_is_asked() {
    let first = Service::at("127.0.0.1:0", "HTTP/1.1 200 OK\ncontent-length: 5\n\nfirst").await;
    let second = Service::at(
        &format!("127.0.0.2:{}", first.port),
        "HTTP/1.1 200 OK\ncontent-length: 6\n\nsecond",
    )
    .await;
    let resolver = Scripted::new(&[&["127.0.0.1"], &["127.0.0.2"]]);
    // The first answer is one that may be asked; the second is where the attacker wants to get.
    let fetcher = allowing(&["127.0.0.1/32"]).with_resolver(Arc::clone(&resolver) as Arc<_>);
    let url = format!("http://rebind.example:{}/", first.port);

    let answer = get(&fetcher, &url).await.unwrap();

    assert_eq!((answer.status, answer.body.as_slice()), (200, &b"first"[..]));
    assert_eq!(resolver.left(), 1, "the name was resolved once");
    refusal(&fetcher, &url).await;
    assert_eq!((first.asked(), second.asked()), (1, 0));
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_nothing_more() {
    let service = Service::at(
        "127.0.0.1:0",
        "HTTP/1.1 302 Found\nlocation: http://169.254.169.254/latest/meta-data\ncontent-length: 0\n\n",
    )
    .await;
    let fetcher = allowing(&["127.0.0.1"]);

    let answer = get(&fetcher, &format!("http://127.0.0.1:{}/", service.port)).await.unwrap();

    assert_eq!(answer.status, 302);
    assert_eq!(service.asked(), 1);
}

#[tokio::test]
async fn only_so_much_of_an_answer_is_read() {
    let long = format!("HTTP/1.1 200 OK\nconnection: close\n\n{}", "x".repeat(2000));
    let service = Service::at("127.0.0.1:0", &long).await;
    let url = format!("http://127.0.0.1:{}/", service.port);

    let error = get(&allowing(&["127.0.0.1"]).with_largest_answer(1000), &url).await.unwrap_err();

    assert_eq!(error.fault(), Fault::TooLarge);
}

#[tokio::test]
async fn what_is_allowed_is_allowed_at_its_port_alone() {
    let service = Service::at("127.0.0.1:0", "HTTP/1.1 204 No Content\n\n").await;
    let url = format!("http://inside.example:{}/", service.port);
    let resolver = || Scripted::new(&[&["127.0.0.1"]]);

    let here = format!("inside.example:{}", service.port);
    let answer = get(&allowing(&[&here]).with_resolver(resolver()), &url).await.unwrap();
    assert_eq!(answer.status, 204);

    refusal(&allowing(&["inside.example:1"]).with_resolver(resolver()), &url).await;
    refusal(&allowing(&["other.example"]).with_resolver(resolver()), &url).await;
}

#[tokio::test]
async fn the_public_internet_is_asked_over_https_alone_and_without_a_password_in_the_url() {
    let fetcher = allowing(&[]);
    assert_eq!(
        refusal(&fetcher, "http://1.1.1.1/").await,
        "1.1.1.1 may be asked over https alone, and the URL begins with http://"
    );
    assert_eq!(
        refusal(&fetcher, "ftp://1.1.1.1/").await,
        "1.1.1.1 may be asked over https alone, and the URL begins with ftp://"
    );
    assert_eq!(
        refusal(&fetcher, "https://user:secret@1.1.1.1/").await,
        "the URL has a user or a password in it: send them in the header Authorization"
    );
    assert_eq!(refusal(&fetcher, "file:///etc/passwd").await, "the URL names no host");
}
