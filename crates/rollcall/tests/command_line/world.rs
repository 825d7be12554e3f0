//! The program, its data folder, and a server of it.

use std::ffi::OsString;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use client::{Client, Proxies};
use secrecy::SecretString;
use serde_json::Value;
use tempfile::TempDir;

/// The program, and a folder that is its data folder unless a test says otherwise.
pub(crate) struct World {
    folder: TempDir,
}

/// What a run of the program left.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl World {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// The data folder: not there until the program makes it.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Runs `rollcall`, with words split at spaces, on the data folder.
    pub(crate) fn run(&self, words: &str) -> Run {
        self.run_plain(words, [OsString::from("--data"), self.data().into()])
    }

    /// Runs `rollcall`, with words split at spaces and then these, and nothing else.
    pub(crate) fn run_plain(
        &self,
        words: &str,
        more: impl IntoIterator<Item = impl Into<OsString>>,
    ) -> Run {
        let mut command = self.command();
        Run::of(command.args(words.split(' ')).args(more.into_iter().map(Into::into)))
    }

    /// The program, in the test's folder, with an environment that says nothing to it.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rollcall"));
        let ours = std::env::vars_os().map(|(name, _)| name);
        for name in ours.filter(|name| name.to_string_lossy().starts_with("ROLLCALL_")) {
            command.env_remove(name);
        }
        command.current_dir(self.folder.path());
        command
    }

    /// Runs a command that must succeed, and reads what it prints as JSON.
    pub(crate) fn json(&self, words: &str) -> Value {
        let run = self.run(&format!("{words} --json"));
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{words}: {run:?}");
        serde_json::from_str(&run.stdout).unwrap()
    }

    /// Starts a server on the data folder, at a port of its own, and waits until it serves.
    pub(crate) fn serve(&self) -> Server {
        self.serve_with("--listen 127.0.0.1:0")
    }

    /// Starts a server on the data folder, with words split at spaces, and waits until it serves.
    pub(crate) fn serve_with(&self, words: &str) -> Server {
        let log = self.folder.path().join("log");
        let mut command = self.command();
        command.arg("serve").args(words.split(' ')).arg("--data").arg(self.data());
        command.stdout(Stdio::piped()).stderr(File::create(&log).unwrap());
        let mut process = command.spawn().unwrap();
        let mut stdout = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let url = line.trim_end().rsplit(' ').next().unwrap().to_owned();
        let log_so_far = || std::fs::read_to_string(&log).unwrap();
        assert!(url.starts_with("http://127.0.0.1:"), "{line:?}\n{}", log_so_far());
        Server { process, stdout, log, url }
    }
}

impl Run {
    /// Runs a command to its end.
    pub(crate) fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        Self {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The whole run, with what differs from run to run replaced.
    pub(crate) fn transcript(&self) -> String {
        let Self { code, stdout, stderr } = self;
        let part = |name: &str, text: &str| match text {
            "" => String::new(),
            text => format!("--- {name}\n{text}"),
        };
        format!("exit code {code}\n{}{}", part("stdout", stdout), part("stderr", stderr))
    }
}

/// A server that is killed when it is dropped.
pub(crate) struct Server {
    process: Child,
    stdout: BufReader<ChildStdout>,
    /// The file with what it logs.
    pub(crate) log: PathBuf,
    pub(crate) url: String,
}

impl Server {
    /// Kills the server, as the system does when there is no memory left.
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Asks the server to end, as a service manager does; what it printed, if it ended well.
    pub(crate) fn stop(mut self) -> String {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let rest = std::io::read_to_string(&mut self.stdout).unwrap();
        assert_eq!(self.process.wait().unwrap().code(), Some(0));
        rest
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A client of the directory that `directory create --json` printed.
pub(crate) fn client(created: &Value) -> Client {
    client_with(created, created["apiKey"].as_str().unwrap())
}

/// A client of a directory, with another key.
pub(crate) fn client_with(created: &Value, key: &str) -> Client {
    let url = created["scimBaseUrl"].as_str().unwrap();
    Client::new(url, &SecretString::from(key), Proxies::None).unwrap()
}

/// Writes a file of the data folder.
pub(crate) fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// Compares a transcript, with ids, keys, times, ports and paths replaced by what they are.
macro_rules! assert_transcript {
    ($world:expr, $run:expr, @$expected:literal) => {{
        let folder = $world.data().parent().unwrap().to_string_lossy().into_owned();
        insta::with_settings!({filters => vec![
            (folder.as_str(), "[FOLDER]"),
            (env!("CARGO_BIN_EXE_rollcall"), "rollcall"),
            (r"rc_[0-9a-f]{32}_[0-9a-f]{72}", "[KEY]"),
            (r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "[ID]"),
            (r"\d{4}-\d\d-\d\dT[0-9:.]+Z", "[TIME]"),
            (r"127\.0\.0\.1:\d{5}", "127.0.0.1:[PORT]"),
        ]}, {
            insta::assert_snapshot!($run.transcript(), @$expected);
        });
    }};
}
pub(crate) use assert_transcript;
