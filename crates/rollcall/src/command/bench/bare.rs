//! `rollcall bench-bare`: the bare server that `rollcall bench --limits` starts, in a process of its own as the real one is.
//!
//! It reads one answer from standard input, prints where it listens, and ends when standard input does.

use std::io::{self, Write};

use bench::Canned;
use clap::Args;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader};
use tokio::net::TcpListener;

use crate::failure::Failure;
use crate::listen;

/// The line before the body.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Head {
    status: u16,
    headers: Vec<(String, String)>,
    /// How many bytes the body has.
    length: usize,
}

impl Head {
    pub(super) fn of(canned: &Canned) -> Self {
        let Canned { status, headers, body } = canned;
        Self { status: *status, headers: headers.clone(), length: body.len() }
    }
}

/// Nothing is to be said.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct BenchBare;

impl BenchBare {
    /// Does it.
    pub(crate) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let unread = |error| Failure::System("reading the answer of the bare server", error);
        let mut input = BufReader::new(tokio::io::stdin());
        let mut line = String::new();
        input.read_line(&mut line).await.map_err(unread)?;
        let head: Head = serde_json::from_str(&line).map_err(|error| unread(error.into()))?;
        let mut body = vec![0; head.length];
        input.read_exact(&mut body).await.map_err(unread)?;
        let canned = scim_http::Canned::new(head.status, &head.headers, body)
            .map_err(|error| unread(io::Error::other(error)))?;
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .await
            .map_err(|error| Failure::System("listening", error))?;
        writeln!(out, "http://{}", listen::address(&listener)?)?;
        out.flush()?;
        let bare = scim_http::Bare::new(canned, scim_http::Options::default());
        let ended = async {
            // Whatever comes is no reason to go on.
            let _ = input.read_to_end(&mut Vec::new()).await;
        };
        bare.serve(listener, ended).await.map_err(|error| Failure::System("serving", error))
    }
}
