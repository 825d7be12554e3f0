//! What this machine can do at most: a bare server in a process of its own, and raw commits to a file of its own.

use std::env;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use bench::{BareServer, Canned, Commits, Machine, MachineError};
use futures_util::future::BoxFuture;
use store_sqlite::limits::RawCommits;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, Command};

use super::bare::Head;
use super::create;

/// How many users the file of raw commits has at most before it is measured.
const MOST_USERS: u64 = 200_000;

/// This machine.
#[derive(Debug)]
pub(super) struct ThisMachine {
    /// The folder below which files are made: on the disk that the server's data is on.
    pub(super) scratch: PathBuf,
}

impl Machine for ThisMachine {
    fn bare(&self, canned: Canned) -> BoxFuture<'_, Result<Box<dyn BareServer>, MachineError>> {
        Box::pin(async move {
            let bare = Bare::start(&canned).await?;
            Ok(Box::new(bare) as Box<dyn BareServer>)
        })
    }

    fn commits(&self, users: u64) -> BoxFuture<'_, Result<Box<dyn Commits>, MachineError>> {
        Box::pin(async move {
            let folder =
                tempfile::Builder::new().prefix("rollcall-bench").tempdir_in(&self.scratch)?;
            let (before, template) = create::watched(&folder.path().join("one")).await?;
            let users = u32::try_from(users.min(MOST_USERS))?;
            let file = folder.path().join("many");
            let raw = RawCommits::open(&file, &before, template, users).await?;
            Ok(Box::new(Raw { raw, _folder: folder }) as Box<dyn Commits>)
        })
    }
}

/// A bare server. It ends when its standard input does, which is when this is dropped.
struct Bare {
    _process: Child,
    origin: String,
}

impl Bare {
    async fn start(canned: &Canned) -> Result<Self, MachineError> {
        let mut process = Command::new(env::current_exe()?)
            .arg("bench-bare")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let (Some(input), Some(output)) = (process.stdin.as_mut(), process.stdout.take()) else {
            return Err("the bare server has no input or output".into());
        };
        let mut head = serde_json::to_vec(&Head::of(canned))?;
        head.push(b'\n');
        input.write_all(&head).await?;
        input.write_all(&canned.body).await?;
        input.flush().await?;
        let mut origin = String::new();
        BufReader::new(output).read_line(&mut origin).await?;
        let origin = origin.trim_end().to_owned();
        if origin.is_empty() {
            return Err("the bare server did not begin to listen".into());
        }
        Ok(Self { _process: process, origin })
    }
}

impl BareServer for Bare {
    fn origin(&self) -> &str {
        &self.origin
    }
}

/// Raw commits, to a file that goes with them.
struct Raw {
    raw: RawCommits,
    _folder: TempDir,
}

impl Commits for Raw {
    fn run(&self, writers: usize, duration: Duration) -> BoxFuture<'_, Result<f64, MachineError>> {
        Box::pin(async move { Ok(self.raw.run(writers, duration).await?) })
    }
}
