//! Someone between the client and the service: passes requests on, and keeps an answer back when told to.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// A middleman.
pub(crate) struct Middleman {
    /// Where it listens.
    pub(crate) url: String,
    keeps: Arc<AtomicBool>,
    kept: Arc<Notify>,
}

impl Middleman {
    /// Someone who passes requests on to a service.
    pub(crate) async fn before(service: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (keeps, kept) = (Arc::new(AtomicBool::new(false)), Arc::new(Notify::new()));
        let (service, flags) = (service.to_owned(), (Arc::clone(&keeps), Arc::clone(&kept)));
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let (service, (keeps, kept)) = (service.clone(), flags.clone());
                // Whoever is killed in the middle leaves a broken connection.
                tokio::spawn(async move { drop(pass(stream, &service, &keeps, &kept).await) });
            }
        });
        Self { url, keeps, kept }
    }

    /// The answer to the next POST is kept back: the service has done what it asks, and nobody learns it.
    pub(crate) fn keep_back(&self) {
        self.keeps.store(true, Ordering::SeqCst);
    }

    /// Waits until an answer was kept back.
    pub(crate) async fn has_kept(&self) {
        self.kept.notified().await;
    }
}

async fn pass(
    stream: TcpStream,
    service: &str,
    keeps: &AtomicBool,
    kept: &Notify,
) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        match line.trim_end() {
            "" => break,
            line => head.push(line.to_owned()),
        }
    }
    let header = |name: &str| {
        head.iter().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    };
    let length = header("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    let Some(first) = head.first() else { return Ok(()) };
    let mut words = first.split(' ');
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let method: reqwest::Method = method.parse().unwrap();
    let mut request = reqwest::Client::new().request(method.clone(), format!("{service}{path}"));
    for name in ["authorization", "content-type", "accept"] {
        if let Some(value) = header(name) {
            request = request.header(name, value);
        }
    }
    let answer = request.body(body).send().await.unwrap();
    if method == reqwest::Method::POST && keeps.swap(false, Ordering::SeqCst) {
        kept.notify_one();
        std::future::pending::<()>().await;
    }
    let status = answer.status();
    let media =
        answer.headers().get("content-type").map(|value| value.to_str().unwrap().to_owned());
    let body = answer.bytes().await.unwrap();
    let head = format!(
        "HTTP/1.1 {} X\r\ncontent-type: {}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        status.as_u16(),
        media.unwrap_or_else(|| "application/scim+json".to_owned()),
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(&body).await?;
    stream.flush().await
}
