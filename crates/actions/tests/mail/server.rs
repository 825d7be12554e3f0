//! A mail server that follows a script.

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What the server does when it is told something.
#[derive(Clone, Debug)]
pub(crate) enum Turn {
    /// It answers so, to what begins so.
    Says(&'static str, &'static str),
    /// It hangs up on what begins so.
    HangsUp(&'static str),
    /// It never answers what begins so.
    IsSilent(&'static str),
}

/// A server, and what it has been told.
pub(crate) struct Server {
    pub(crate) port: u16,
    told: JoinHandle<Vec<String>>,
}

impl Server {
    /// A server for one conversation, that does as the turns say and takes everything else.
    pub(crate) async fn new(turns: &[Turn]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let turns = turns.to_vec();
        let told = tokio::spawn(async move {
            let (stream, _) = listener.accept().await.unwrap();
            converse(stream, &turns).await
        });
        Self { port, told }
    }

    /// Its URL, without TLS.
    pub(crate) fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}?tls=none", self.port)
    }

    /// Every line it was told, once the conversation is over; the mail is one of them.
    pub(crate) async fn told(self) -> Vec<String> {
        self.told.await.unwrap()
    }
}

async fn converse(stream: TcpStream, turns: &[Turn]) -> Vec<String> {
    let mut stream = BufReader::new(stream);
    let mut told = Vec::new();
    stream.write_all(b"220 mx.example.com ready\r\n").await.unwrap();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return told;
        }
        let line = line.trim_end().to_owned();
        told.push(line.clone());
        if !answer(&mut stream, &line, turns).await {
            return told;
        }
        let refused = turns.iter().any(|turn| matches!(turn, Turn::Says("DATA", _)));
        if line == "DATA" && !refused {
            let mut mail = Vec::new();
            while !mail.ends_with(b"\r\n.\r\n") {
                if stream.read_buf(&mut mail).await.unwrap() == 0 {
                    return told;
                }
            }
            told.push(String::from_utf8(mail).unwrap());
            if !answer(&mut stream, "MAIL-ITSELF", turns).await {
                return told;
            }
        }
    }
}

/// Answers a line; false if the conversation is over.
async fn answer(stream: &mut BufReader<TcpStream>, line: &str, turns: &[Turn]) -> bool {
    for turn in turns {
        match turn {
            Turn::Says(to, answer) if line.starts_with(to) => {
                return stream.write_all(format!("{answer}\r\n").as_bytes()).await.is_ok();
            }
            Turn::HangsUp(to) if line.starts_with(to) => return false,
            Turn::IsSilent(to) if line.starts_with(to) => {
                // Until the other side has had enough.
                let mut rest = Vec::new();
                let _ = stream.read_to_end(&mut rest).await;
                return false;
            }
            _ => {}
        }
    }
    let answer = match line {
        line if line.starts_with("EHLO") => "250-mx.example.com\r\n250 8BITMIME",
        "DATA" => "354 go ahead",
        "QUIT" => "221 bye",
        "MAIL-ITSELF" => "250 2.0.0 queued as 42",
        _ => "250 2.0.0 fine",
    };
    stream.write_all(format!("{answer}\r\n").as_bytes()).await.is_ok()
}
